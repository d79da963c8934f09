using KexecPerf.Model.Images;

namespace KexecPerf.Answers.Questions;

/// <summary>The image of an answer.</summary>
internal sealed record ImageFigures
{
    internal ImageFigures(KexecImage image)
    {
        Segments =
        [
            .. image.Segments.Select(s => new Segment(s.Name, s.Bufsz.Bytes, s.Memsz.Bytes)),
        ];
        MemszBytes = image.Memsz.Bytes;
        Source = image.Kernel.Source;
    }

    public IReadOnlyList<Segment> Segments { get; }

    public long MemszBytes { get; }

    /// <summary>Where the kernel's sizes come from.</summary>
    public string Source { get; }

    /// <summary>One segment.</summary>
    internal sealed record Segment(string Name, long BufszBytes, long MemszBytes);
}
