using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Answers.Questions;

/// <summary>Many placements in an area of one size.</summary>
internal sealed record CmaSizeTrial
{
    internal CmaSizeTrial(AnswerRequest request, Scenario scenario, int trials)
    {
        Scenario = scenario;
        PlacementTrial[] results = request.Placements.Run(scenario, request.Plan.Seed, trials);
        int good = results.Count(t => t.AllInCma);
        CmaSuccessProbability = new Interval(
            good / (double)trials,
            good == 0 ? 0 : Beta.InvCDF(good, trials - good + 1, 0.025),
            good == trials ? 1 : Beta.InvCDF(good + 1, trials - good, 0.975)
        );
        NextKernelAreaProbability = results.Count(t => t.NextArea) / (double)trials;
        CmaAllocMs = Interval.Of([.. results.Select(t => t.CmaAllocation.TotalMilliseconds)]);
    }

    [JsonIgnore]
    public Scenario Scenario { get; }

    public long CmaBytes => Scenario.Memory.CmaArea.Bytes;

    /// <summary>What <c>cma=</c> of this size takes of RAM: all areas that it reserves.</summary>
    public long ReservedBytes => CmaBytes * Scenario.Areas;

    /// <summary>What atomic DMA pools and drivers hold of the area, bytes.</summary>
    public long HeldBytes =>
        Scenario.PageSize.Of(new PageCount(CmaPlacementRules.EarlierUsers(Scenario))).Bytes;

    /// <summary>What is left of the area beside them and the image, bytes; negative where they do not fit.</summary>
    public long MarginBytes => CmaBytes - HeldBytes - Scenario.Image.Memsz.Bytes;

    /// <summary>Whether what is loaded then boots; null before it ran.</summary>
    public BootOutcome? BootOutcome { get; init; }

    /// <summary>Share with every segment in CMA, with Clopper and Pearson's 95 % interval.</summary>
    public Interval CmaSuccessProbability { get; }

    /// <summary>What the requests take of the load.</summary>
    public Interval CmaAllocMs { get; }

    /// <summary>Whether the next kernel finds room for an area of its own.</summary>
    public double NextKernelAreaProbability { get; }
}
