using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Validation;

/// <summary>Builds the scenario a row describes; what the row does not say is the machine's or the default.</summary>
internal static class RowScenario
{
    /// <summary>What <c>kernel_compression</c> can say.</summary>
    public static string[] Compressions { get; } =
    [
        .. Enum.GetValues<PayloadCompression>()
            .Where(c => c != PayloadCompression.Unknown)
            .Select(c => c.ToString().ToLowerInvariant()),
    ];

    /// <exception cref="InputException">An unknown machine or version, or sizes that cannot be.</exception>
    public static Scenario Build(ValidationRow row)
    {
        try
        {
            MachineProfile machine = MachineFile.Find(
                new Setting(
                    ScenarioKeys.Machine,
                    row.Machine,
                    row.Place,
                    Directory.GetCurrentDirectory()
                )
            );
            machine = machine with { Cpus = row.Cpus ?? machine.Cpus };
            ByteSize ram = row.RamBytes is { } bytes ? new ByteSize(bytes) : machine.Ram;
            KernelFeatures kernel = KernelFeatures.For(row.KernelVersion, machine.Architecture);
            bool lab = row.IsLab;
            return new Scenario
            {
                Machine = machine,
                Kernel = kernel with
                {
                    CmaPlacement = kernel.CmaPlacement && row.Placement is "cma" or "mixed",
                    TailZeroing = lab,
                    NoDigest = kernel.NoDigest || !row.Hash,
                },
                Image = Image(row, machine.Architecture),
                Memory = RowMemory.Of(row, ram),
                // The lab kernel is not stock: CMA_ALIGNMENT=9, padding of CMA segments zeroed, init_on_alloc off.
                CmaAlignment = lab ? 9 : Scenario.DefaultCmaAlignment,
                InitOnAlloc = !lab,
            };
        }
        catch (InputException e)
        {
            throw e.At(row.Place);
        }
    }

    /// <summary>kernel_bufsz counts purgatory and boot parameters too; both are full.</summary>
    private static KexecImage Image(ValidationRow row, Architecture architecture)
    {
        KernelPayload known = DefaultKernels.For(architecture);
        if (row.KernelMemszBytes is not { } memsz)
        {
            return KexecImage.Create(architecture, known, ScenarioDraft.Shipped.Initrd);
        }

        long beside = architecture switch
        {
            Architecture.X86_64 => new PageCount(7).Size.Bytes,
            Architecture.Arm64 => 0,
        };
        long bufsz = Math.Clamp((row.KernelBufszBytes ?? memsz) - beside, 1, memsz);
        double grows = known.Uncompressed.Bytes / (double)known.Memsz.Bytes;
        var kernel = new KernelPayload(
            new ByteSize(bufsz),
            new ByteSize(memsz),
            row.KernelCompression.Length == 0
                ? known.Compression
                : Enum.Parse<PayloadCompression>(row.KernelCompression, ignoreCase: true),
            new ByteSize((long)(memsz * grows)),
            "row " + row.Id
        );
        return KexecImage.Create(architecture, kernel, new ByteSize(row.InitrdBytes ?? 0));
    }
}
