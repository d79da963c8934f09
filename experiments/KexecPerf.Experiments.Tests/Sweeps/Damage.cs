namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>What becomes of files on disks: a bit, the end, blocks or the whole is another.</summary>
internal static class Damage
{
    public const int Kinds = 4;

    /// <summary>How many a test makes: some while one works, thousands before a release.</summary>
    public static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable("KEXECPERF_DAMAGES"), out int n) ? n : 12;

    /// <summary>One of several files, damaged; never as it was.</summary>
    public static byte[] Of(byte[][] files, int at, int kind, Random random)
    {
        byte[] file = [.. files[at]];
        int place = random.Next(file.Length);
        switch (kind)
        {
            case 0:
                file[place] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                return file[..place];
            case 2:
                // Two blocks of the disk change places.
                int size = 1 + random.Next(file.Length / 8);
                byte[] first = file[..size];
                file.AsSpan(file.Length - size).CopyTo(file);
                first.CopyTo(file, file.Length - size);
                return file.AsSpan().SequenceEqual(files[at]) ? Of(files, at, kind, random) : file;
            default:
                return files[(at + 1 + random.Next(files.Length - 1)) % files.Length];
        }
    }
}
