using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>Under KHO: with the digest, skipping it, and with CMA before scratch as well.</summary>
internal sealed class KhoScenarios(Scenario s)
{
    private readonly Scenario _plain = With(s, skipDigest: false, cma: false);
    private readonly Scenario _noDigest = With(s, skipDigest: true, cma: false);
    private readonly Scenario _cma = With(s, skipDigest: true, cma: true);

    public IEnumerable<Scenario> All => [_plain, _noDigest, _cma];

    public string? Words(PairedOutcomes outcomes)
    {
        PairedRun digest = outcomes.Pair(_plain, _noDigest);
        string saved = Numbers.WithRange(digest.SavedMs);
        return digest.Timed().Any()
            ? $"Under KHO, 7.2 -> 7.3 saves {saved} ms (no digest); CMA under KHO would save "
                + $"{Numbers.WithRange(outcomes.Pair(_noDigest, _cma).SavedMs)} ms more."
            : null;
    }

    private static Scenario With(Scenario s, bool skipDigest, bool cma)
    {
        long area = s.Memory.CmaArea.Bytes;
        return s with
        {
            Kernel = s.Kernel with
            {
                SkipDigest = skipDigest,
                CmaUnderKho = cma,
                CmaPlacement = true,
            },
            Memory = s.Memory with
            {
                CmaArea = new ByteSize(cma ? Math.Max(area, 2 * s.Image.Memsz.Bytes) : area),
            },
        };
    }
}
