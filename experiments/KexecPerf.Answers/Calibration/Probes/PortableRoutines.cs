using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// The same work by the runtime's memory copy, for systems that let no process make memory executable. It may use wider registers
/// or streaming stores where the kernel does not, hence the evidence.
/// </summary>
internal sealed unsafe class PortableRoutines : IRoutines
{
    private const int PageBytes = 4096;

    /// <inheritdoc/>
    public string Instruction => "the runtime's memory copy, not the kernel's instruction";

    /// <inheritdoc/>
    public Evidence Evidence => Evidence.Derived;

    /// <inheritdoc/>
    public bool Has(Routine routine) =>
        routine is Routine.CopyPages or Routine.CopyRun or Routine.Zero;

    /// <inheritdoc/>
    public void Run(Routine routine, nint first, nint second, nint third = 0)
    {
        switch (routine)
        {
            case Routine.CopyPages:
                for (long page = 0; page < third; page++)
                {
                    void* source = (void*)((nint*)second)[page];
                    Buffer.MemoryCopy(
                        source,
                        (byte*)first + page * PageBytes,
                        PageBytes,
                        PageBytes
                    );
                }

                break;
            case Routine.CopyRun:
                Buffer.MemoryCopy((void*)second, (void*)first, third, third);
                break;
            case Routine.Zero:
                new Span<byte>((void*)first, checked((int)second)).Clear();
                break;
            default:
                throw new NotSupportedException($"{routine} needs machine code.");
        }
    }
}
