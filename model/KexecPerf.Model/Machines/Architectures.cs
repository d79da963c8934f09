using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Machines;

/// <summary>The kernel's names of the architectures.</summary>
public static class Architectures
{
    /// <summary><c>x86_64</c> or <c>arm64</c>.</summary>
    public static string Name(this Architecture architecture) => Names(architecture).Kernel;

    /// <summary>Whether a purgatory runs between the kernels.</summary>
    public static bool HasPurgatory(this Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => true,
            Architecture.Arm64 => false,
        };

    /// <summary>Whether a boot stub in the image unpacks the kernel.</summary>
    public static bool HasBootStub(this Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => true,
            Architecture.Arm64 => false,
        };

    /// <summary>Whether what was written for the next kernel is cleaned to the point of coherency, line by line.</summary>
    public static bool CleansLines(this Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => false,
            Architecture.Arm64 => true,
        };

    /// <summary>Reads a name, the kernel's or the distributions'.</summary>
    /// <exception cref="InputException">Another architecture.</exception>
    public static Architecture Parse(string text)
    {
        Architecture[] all = Enum.GetValues<Architecture>();
        int at = Array.FindIndex(all, a => text == Names(a).Kernel || text == Names(a).Other);
        return at >= 0
            ? all[at]
            : throw new InputException(
                $"'{UserText.Shorten(text)}' is not modelled; write {string.Join(" or ", all.Select(Name))}"
            );
    }

    private static (string Kernel, string Other) Names(Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => ("x86_64", "amd64"),
            Architecture.Arm64 => ("arm64", "aarch64"),
        };
}
