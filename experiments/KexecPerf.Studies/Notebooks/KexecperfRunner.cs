namespace KexecPerf.Studies.Notebooks;

/// <summary>The whole command, for cells that call it: which commands there are is not known down here.</summary>
/// <param name="arguments">The words behind <c>kexecperf</c>.</param>
/// <param name="output">Takes what it prints.</param>
/// <param name="error">Takes what it complains about.</param>
/// <returns>Its status.</returns>
internal delegate Task<int> KexecperfRunner(
    string[] arguments,
    TextWriter output,
    TextWriter error
);
