using System.Globalization;
using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// What this model answers to fixed questions, hashed: the same for every build, engine and platform that gives the same outcomes, another one as soon as a
/// profile, an equation or a draw changes an outcome. Versions alone would let results of two models mix between releases.
/// </summary>
internal static class ModelFingerprint
{
    /// <summary>Settings that together touch every part of the model.</summary>
    private static readonly string[] Questions =
    [
        "kernel_version=7.2 cma=512MiB cma_occupancy=40% cma_pinned=2 pressure=30%",
        "kernel_version=7.3 image=96MiB cma=512MiB fragmentation=60%",
        "kernel_version=6.12 image=24MiB cma=0MiB exec_after=1ms",
        "kernel_version=7.2 syscall=classic image=40MiB",
        "kernel_version=7.3 kho=on image=48MiB init_on_alloc=off",
    ];

    /// <summary>16 hexadecimal digits.</summary>
    public static string Value => Computed.Value;

    private static readonly Lazy<string> Computed = new(() => Of(Told()));

    /// <summary>The fingerprint of all that was told, for who collects it in parts.</summary>
    public static string Of(IEnumerable<byte[]> told) =>
        Sha256.Hex([.. told.SelectMany(part => part)])[..16];

    /// <summary>What the model answers, a question of a machine at a time; computed as it is
    /// read.</summary>
    public static IEnumerable<byte[]> Told()
    {
        IReadOnlyList<RunColumn> columns = RunColumn.For(stray: true);
        foreach (string machine in MachineProfiles.Names)
        {
            yield return MachineProfiles.Text(machine);
            foreach (string question in Questions)
            {
                Scenario scenario = ScenarioBuilder.Build(Settings(machine, question));
                yield return Encoding.ASCII.GetBytes(
                    string.Concat(
                        SweepRun
                            .Pair(scenario, 7, 0, stray: true)
                            .Select(run =>
                                string.Join(
                                    ' ',
                                    columns.Select(c =>
                                        c.Of(run).ToString(CultureInfo.InvariantCulture)
                                    )
                                )
                            )
                    )
                );
            }
        }
    }

    private static List<Setting> Settings(string machine, string question) =>
        [
            .. $"machine={machine} ram=16GiB {question}"
                .Split(' ')
                .Select(s => s.Split('=', 2))
                .Select(s => new Setting(ScenarioKeys.Find(s[0])!, s[1], InputPlace.Nowhere, "")),
        ];
}
