namespace KexecPerf.Answers.Questions;

/// <summary>What to change so that a kexec boots and saves, or that nothing can.</summary>
/// <param name="Words">A sentence without its end.</param>
/// <param name="Command">What shows what that saves; null where the answer itself does.</param>
internal sealed record NextStep(string Words, string? Command = null)
{
    private const string Together =
        "all of this or nothing, since a part of it does not boot (a kernel that cannot be rebuilt "
        + "is best left without cma=): ";

    /// <summary>Of rows of which one is the best; null where there is nothing to say.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="rows">Each on top of those before.</param>
    /// <param name="best">The best one's place; -1 where none boots and saves.</param>
    /// <param name="partFails">Whether a host does worse with a part of it than with nothing.</param>
    /// <param name="why">What the last row lacks, a clause.</param>
    public static NextStep? Of(
        AnswerRequest request,
        IReadOnlyList<ScenarioRow> rows,
        int best,
        bool partFails,
        string why
    ) =>
        best > 0 ? new NextStep((partFails ? Together : "") + Changes(rows.Take(best + 1)))
        : !request.IsOfHost ? null
        : best == 0 ? new NextStep("nothing to change: as it is it boots and saves")
        : request.Lacks.Count > 0 ? Rebuild(request)
        : request.Scenario.Kho
            ? new NextStep(
                "nothing can while KHO is on; kho=off lets CMA placement in, and loses the "
                    + "handover",
                $"{request.Command} --kho off"
            )
        : new NextStep($"nothing can: {why}");

    /// <summary>What only another build of the kernel allows.</summary>
    private static NextStep Rebuild(AnswerRequest request)
    {
        string with = string.Join(", ", request.Lacks.Select(l => l + "=y"));
        HostRows rebuilt = HostRows.Rebuilt(request);
        if (rebuilt.Best() is not { } best)
        {
            return new NextStep($"nothing can: not even a kernel rebuilt with {with} saves here");
        }

        ScenarioRow[] steps = [.. rebuilt.All.TakeWhile(r => r != best), best];
        string changes = Changes(steps.Where(r => r.Build.Length == 0));
        with = string.Join(", ", steps.Select(r => r.Build).Where(b => b.Length > 0).Prepend(with));
        string options = string.Join(' ', steps.Select(r => r.Options).Where(o => o.Length > 0));
        return new NextStep(
            $"no setting helps this kernel as built; it must be rebuilt with {with}"
                + (changes.Length == 0 ? "" : $", then {changes}"),
            options.Length == 0 ? null : $"{request.Command} {options}"
        );
    }

    private static string Changes(IEnumerable<ScenarioRow> rows) =>
        string.Join(", ", rows.Select(r => r.Action).Where(c => c.Length > 0));
}
