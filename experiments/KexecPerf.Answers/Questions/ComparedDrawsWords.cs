using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Keys and sentences of <see cref="ComparedDraws"/>.</summary>
internal static class ComparedDrawsWords
{
    /// <summary>Those of two sides; machines are told apart by their names.</summary>
    public static ComparedDraws Of(Scenario a, Scenario b, bool sameDraws) =>
        a.Machine.Name == b.Machine.Name ? ComparedDraws.OneMachine
        : sameDraws ? ComparedDraws.Same
        : ComparedDraws.Independent;

    /// <summary>In JSON.</summary>
    public static string Key(this ComparedDraws draws) =>
        draws switch
        {
            ComparedDraws.OneMachine => "one_machine",
            ComparedDraws.Independent => "independent",
            ComparedDraws.Same => "same",
        };

    /// <summary>A clause on what ranges of ratios and differences rest on.</summary>
    public static string Words(this ComparedDraws draws) =>
        draws switch
        {
            ComparedDraws.OneMachine =>
                "one machine on both sides: each of its numbers is the same on both",
            ComparedDraws.Independent =>
                "two machines: what is not known of each is drawn for itself, so ratios range over "
                    + "any such two (--same-draws pairs them)",
            ComparedDraws.Same =>
                "--same-draws assumes that each number lies at the same place of its range on both "
                    + "machines (where one's disks are slow, so are the other's): "
                    + "ratios range over less "
                    + "than any two such machines show",
        };
}
