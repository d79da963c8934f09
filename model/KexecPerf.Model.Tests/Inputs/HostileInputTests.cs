using System.Text;
using CsCheck;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Tests.Inputs;

/// <summary>Whatever the bytes: a profile, or one InputException of one line that names the file. Nothing else leaves a reader.</summary>
public static class HostileInputTests
{
    private static readonly byte[][] Profiles =
    [
        .. MachineProfiles.Names.Select(MachineProfiles.Text),
    ];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null",
            "true",
            "1",
            "-1",
            "1e400",
            "\"\"",
            "\"-1 ns\"",
            "\"NaN\"",
            "\"\\n\"",
            "\"\\ud800\"",
            "\"9223372036854775807 ps\"",
            "\"8 EiB\"",
            "\"0 B/s\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "//",
            "/*",
            "*/",
            "\\",
            "\n",
            "\0",
            "\"extends\": \"zen4-vm\",",
            "\"name\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xEF, 0xBB, 0xBF],
        [0xC3],
        [0xE2, 0x80, 0xA8],
    ];

    [Fact]
    public static void Random_bytes() => Gen.Byte.Array[0, 400].Sample(Check, iter: 3_000);

    [Fact]
    public static void Random_texts_of_JSON_pieces() =>
        Gen.Int[0, Pieces.Length - 1]
            .Array[0, 20]
            .Sample(pieces => Check([.. pieces.SelectMany(p => Pieces[p])]), iter: 5_000);

    /// <summary>A profile with pieces put over, into or instead of its bytes at random places.</summary>
    [Fact]
    public static void Mutated_profiles() =>
        Gen.Select(
                Gen.Int[0, Profiles.Length - 1],
                Gen.Select(Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 30]).Array[
                    1,
                    4
                ]
            )
            .Sample(
                (profile, changes) =>
                {
                    byte[] text = Profiles[profile];
                    foreach ((double where, int piece, int removed) in changes)
                    {
                        int start = (int)(where * text.Length);
                        int end = Math.Min(text.Length, start + removed);
                        text = [.. text[..start], .. Pieces[piece], .. text[end..]];
                    }

                    Check(text);
                },
                iter: 4_000
            );

    [Fact]
    public static void Profiles_with_two_parts_swapped() =>
        Gen.Select(Gen.Int[0, Profiles.Length - 1], Gen.Int[0, 20_000], Gen.Int[0, 20_000])
            .Sample(
                (profile, a, b) =>
                {
                    byte[] text = (byte[])Profiles[profile].Clone();
                    (int i, int j) = (a % text.Length, b % text.Length);
                    (text[i], text[j]) = (text[j], text[i]);
                    Check(text);
                },
                iter: 2_000
            );

    [Fact]
    public static void Truncated_profiles_are_refused()
    {
        foreach (byte[] profile in Profiles)
        {
            int end = Array.LastIndexOf(profile, (byte)'}');
            for (int length = 0; length < end; length += 97)
            {
                byte[] part = profile[..length];
                Assert.Throws<InputException>(() => Read(part));
            }
        }
    }

    /// <summary>The mutations are worth something only if they do not all die in the JSON reader.</summary>
    [Fact]
    public static void A_value_replaced_by_a_wrong_one_is_refused_with_its_path()
    {
        string text = Encoding.UTF8.GetString(MachineProfiles.Text("zen4-vm"));
        foreach (string wrong in (string[])["14.0", "-14.0 GB/s", "14.0 ns", "14.0 GB/s/s"])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text.Replace("14.0 GB/s\",", wrong + "\","));
            InputException e = Assert.Throws<InputException>(() => Read(bytes));
            Assert.Equal("copy.sequential.value", e.Place.Path);
            Assert.True(e.Place.Line > 1);
        }
    }

    private static MachineProfile Read(byte[] text) =>
        MachineProfileReader.Read("f.json", text, MachineProfiles.Get);

    private static void Check(byte[] text)
    {
        try
        {
            MachineProfile machine = Read(text);
            Assert.InRange(machine.Cpus, 1, 8192);
            Assert.All(
                machine.Quantities.Where(q => q is not null),
                q => Assert.True(0 <= q!.Low && q.Low <= q.Value && q.Value <= q.High)
            );
        }
        catch (InputException e)
        {
            Assert.Equal("f.json", e.Place.File);
            Assert.DoesNotContain(e.Line, char.IsControl);
            Assert.InRange(e.Message.Length, 10, 900);
        }
    }
}
