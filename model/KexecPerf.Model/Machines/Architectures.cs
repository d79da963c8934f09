using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Machines;

/// <summary>The kernel's names of the architectures.</summary>
public static class Architectures
{
    /// <summary><c>x86_64</c> or <c>arm64</c>.</summary>
    public static string Name(this Architecture architecture) =>
        architecture == Architecture.X86_64 ? "x86_64" : "arm64";

    /// <summary>Reads a name.</summary>
    /// <exception cref="InputException">Another architecture.</exception>
    public static Architecture Parse(string text) =>
        text switch
        {
            "x86_64" or "amd64" => Architecture.X86_64,
            "arm64" or "aarch64" => Architecture.Arm64,
            _ => throw new InputException(
                $"'{UnitText.Shorten(text)}' is not modelled; write x86_64 or arm64"
            ),
        };
}
