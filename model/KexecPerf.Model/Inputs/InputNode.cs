using System.Globalization;

namespace KexecPerf.Model.Inputs;

/// <summary>A value read from a file, with the place it stands at. Each <c>As...</c> gives the value or names place and mend.</summary>
public abstract record InputNode(InputPlace Place)
{
    private protected abstract string Kind { get; }

    /// <summary>This as an object.</summary>
    public InputObject AsObject() => this as InputObject ?? throw Expected("an object { ... }");

    /// <summary>This as an array.</summary>
    public InputArray AsArray() => this as InputArray ?? throw Expected("an array [ ... ]");

    /// <summary>This as true or false.</summary>
    public bool AsFlag() => this is InputFlag f ? f.Value : throw Expected("true or false");

    /// <summary>This as text.</summary>
    public string AsText() =>
        this switch
        {
            InputText t => t.Value,
            InputNumber n => throw new InputException(
                Place,
                $"bare number {UserText.Shorten(n.Digits)}; write it in quotes with its unit, "
                    + "such as \"95 ns\", \"12.8 GB/s\", \"84 MiB\" or \"50%\""
            ),
            _ => throw Expected("text in quotes"),
        };

    /// <summary>This as a plain integer from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long AsCount(long min, long max)
    {
        if (this is not InputNumber n)
        {
            throw Expected("a plain integer");
        }

        return Counts.Parse(n.Digits, min, max, Place);
    }

    /// <summary>This read by a parser that does not know places.</summary>
    public T As<T>(Func<string, T> parse)
    {
        string text = AsText();
        try
        {
            return parse(text);
        }
        catch (InputException e)
        {
            throw e.At(Place);
        }
    }

    private InputException Expected(string wanted) => new(Place, $"{Kind}; write {wanted}");
}

/// <summary>Text in quotes.</summary>
public sealed record InputText(InputPlace Place, string Value) : InputNode(Place)
{
    private protected override string Kind => $"text \"{UserText.Shorten(Value)}\"";
}

/// <summary>A number as it was written.</summary>
public sealed record InputNumber(InputPlace Place, string Digits) : InputNode(Place)
{
    private protected override string Kind => $"number {UserText.Shorten(Digits)}";
}

/// <summary>true or false.</summary>
public sealed record InputFlag(InputPlace Place, bool Value) : InputNode(Place)
{
    private protected override string Kind => Value ? "true" : "false";
}

/// <summary>An array.</summary>
public sealed record InputArray(InputPlace Place, IReadOnlyList<InputNode> Items) : InputNode(Place)
{
    private protected override string Kind => "an array";
}
