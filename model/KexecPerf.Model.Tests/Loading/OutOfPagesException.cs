namespace KexecPerf.Model.Tests.Loading;

/// <summary>The oracle's -ENOMEM.</summary>
internal sealed class OutOfPagesException : Exception;
