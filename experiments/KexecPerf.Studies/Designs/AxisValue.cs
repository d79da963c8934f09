using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary>One value on an axis.</summary>
/// <param name="Text">As written.</param>
/// <param name="Number">In the unit of its axis; null for names.</param>
/// <param name="Place">Where it stands, for complaints.</param>
internal sealed record AxisValue(string Text, double? Number, InputPlace Place)
{
    /// <summary>Whether two values would make the same point twice.</summary>
    public bool IsSameAs(AxisValue other) =>
        Number is { } number ? number == other.Number : Text == other.Text;
}
