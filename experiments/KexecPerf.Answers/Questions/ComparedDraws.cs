namespace KexecPerf.Answers.Questions;

/// <summary>How the numbers of two compared sides are drawn; in words: <see cref="ComparedDrawsWords"/>.</summary>
internal enum ComparedDraws
{
    /// <summary>One machine on both sides: each number is the same.</summary>
    OneMachine,

    /// <summary>Two machines, each number drawn for itself.</summary>
    Independent,

    /// <summary>Two machines, each number at the same place of its range.</summary>
    Same,
}
