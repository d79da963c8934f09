using System.CommandLine;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>Seed and number of replications.</summary>
internal sealed class RunOptions
{
    private const string DefaultPrecision = "2%";

    private readonly SingleOption _seed = new("--seed")
    {
        Description = "root seed (default 1)",
        HelpName = "N",
    };

    private readonly SingleOption _replications = new("--replications")
    {
        Description = "number of paired replications, 1 to 1000000",
        HelpName = "N",
    };

    private readonly SingleOption _precision = new("--precision")
    {
        Description = "Monte Carlo error to stop at (default 2%, at most 4096 replications)",
        HelpName = "PCT",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_seed);
        command.Add(_replications);
        command.Add(_precision);
    }

    /// <exception cref="InputException">Not plain integers, no percentage, or both ways of stopping.</exception>
    public ReplicationPlan Read(ParseResult parsed)
    {
        string? replications = _replications.Only(parsed);
        string? precision = _precision.Only(parsed);
        if (replications is not null && precision is not null)
        {
            throw new InputException(
                InputPlace.Of("--precision"),
                "not together with --replications; give one of them"
            );
        }

        return new ReplicationPlan(
            (ulong)Count(_seed.Only(parsed) ?? "1", "--seed", 0, long.MaxValue),
            replications is null ? null : (int)Count(replications, "--replications", 1, 1_000_000),
            Precision(precision ?? DefaultPrecision)
        );
    }

    /// <summary>What is said over a plan read from a file, and the options that say it.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public (ReplicationPlan Plan, IReadOnlyList<string> Said) Over(
        ParseResult parsed,
        ReplicationPlan plan
    )
    {
        ReplicationPlan said = Read(parsed);
        return (_replications.Only(parsed), _precision.Only(parsed)) switch
        {
            ({ } n, _) => (said, ["--replications", n]),
            (_, { } precision) => (said, ["--precision", precision]),
            _ => (plan with { Seed = said.Seed }, []),
        };
    }

    private static long Count(string text, string option, long min, long max) =>
        Counts.Parse(text, min, max, InputPlace.Of(option));

    private static double Precision(string text)
    {
        try
        {
            double precision = Counts.ParsePercent(text);
            return precision > 0
                ? precision
                : throw new InputException("0% is never reached; write for instance 1%");
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--precision"));
        }
    }
}
