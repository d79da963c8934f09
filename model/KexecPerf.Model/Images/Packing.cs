using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>How an image came: in which file and packed in what, and what is to be said of that.</summary>
internal sealed record Packing(
    KernelFileWrapper Wrapper,
    ByteSize FileSize,
    IReadOnlyList<string> Notes
);
