using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>A share of a sweep's work, for one of several processes: number I of N, from 1.</summary>
internal readonly record struct Shard(int Number, int Of)
{
    private const int Most = 100_000;

    /// <summary>All of it.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether a piece of work, numbered from 0, is in this share.</summary>
    public bool Has(int work) => work % Of == Number - 1;

    /// <summary>Reads <c>I/N</c>.</summary>
    /// <exception cref="InputException">Not such a share.</exception>
    public static Shard Parse(string text)
    {
        InputPlace place = InputPlace.Of("--shard");
        string[] parts = text.Split('/');
        if (parts.Length != 2)
        {
            throw new InputException(
                place,
                $"'{UserText.Shorten(text)}' is no shard; write I/N, such as 1/4"
            );
        }

        int of = (int)Counts.Parse(parts[1], 1, Most, place);
        return new Shard((int)Counts.Parse(parts[0], 1, of, place), of);
    }
}
