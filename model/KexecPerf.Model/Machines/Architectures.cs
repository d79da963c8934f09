using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

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

    /// <summary>
    /// The size of its kernels' pages where there is one alone; null where a kernel is built for
    /// one of several.
    /// </summary>
    public static PageSize? OnlyPages(this Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => PageSize.Of4KiB,
            Architecture.Arm64 => null,
        };

    /// <summary>Refuses a page size that the architecture's kernels do not have.</summary>
    /// <exception cref="InputException">Another size than 4 KiB on x86_64.</exception>
    public static void RequirePages(this Architecture architecture, PageSize size)
    {
        if (architecture.OnlyPages() is { } only && only != size)
        {
            throw new InputException(
                $"{architecture.Name()} has no pages of {size}, only of {only}; "
                    + "give an arm64 machine, or leave the page size out"
            );
        }
    }

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
