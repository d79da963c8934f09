using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Scenarios;

/// <summary>What is to be said of a release that is not mainline's own.</summary>
internal static class KernelRemarks
{
    /// <summary>None for <c>7.2</c> or <c>7.2.13</c>, which are what they are called.</summary>
    /// <param name="release">As written or found.</param>
    /// <param name="on">The machine's.</param>
    /// <param name="key">As <see cref="Remark.Key"/>.</param>
    public static IEnumerable<Remark> Of(KernelRelease release, Architecture on, ScenarioKey? key)
    {
        string[] backports =
        [
            .. Backports
                .Of(release, on)
                .GroupBy(b => b.Line)
                .Select(line =>
                    $"{string.Join(" and ", line.Select(b => b.Feature.Words))} ({line.Key})"
                ),
        ];
        if (release.Suffix.Length == 0 && backports.Length == 0)
        {
            yield break;
        }

        string known =
            backports.Length == 0
                ? ""
                : ", but with this of later ones: " + string.Join("; ", backports);
        string others = release.IsBasedOn
            ? $"; what {(known.Length == 0 ? "" : "else ")}its maker took over from later "
                + "releases is not known"
            : "";
        yield return new Remark(
            "kernel",
            $"{release.Name} taken as mainline {release.Version}{known}{others}",
            key
        );
        if (release.Architecture is { } named && named != on)
        {
            yield return new Remark(
                "kernel",
                $"its name says {named.Name()}, the machine is {on.Name()}",
                key
            );
        }
    }
}
