using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>Whether the new kernel boots, in shares, in a word and in the reason.</summary>
public class BootOutcomeTests
{
    private const string Order9 = "--cma-alignment 9";

    private const string KhoHost = "--kernel-version 7.0 --kho on --ram 4GiB --initrd 420MiB";

    /// <summary>
    /// An image whose header says 16 MiB: its own order cures it, and is the one that is named.
    /// </summary>
    [Theory]
    [InlineData("--cma-alignment 8", "no [1]", "12 cures it")]
    [InlineData("--cma-alignment 9", "no [1]", "12 cures it")]
    [InlineData("--kernel-version 7.2+align-order-9", "no [1]", "12 cures it")]
    [InlineData("--cma-alignment 12", "yes", "")]
    [InlineData("--cma-alignment 8 --initrd none", "yes", "")]
    public async Task The_kernels_own_alignment_decides(string options, string word, string cure) =>
        await Says(options + " --set image.kernel_alignment=16MiB", word, cure);

    [Fact]
    public async Task Where_no_order_cures_it_that_is_said() =>
        await Says(
            "--cma-alignment 12 --set image.kernel_alignment=32MiB",
            "no [1]",
            "no order up to 12 cures it"
        );

    [Theory]
    [InlineData("none", "no [1]")]
    [InlineData("1MiB", "yes")]
    [InlineData("2MiB", "no [1]")]
    public async Task IMAs_list_decides_between_odd_and_even_mebibytes(string log, string word) =>
        await Says($"--ima-log {log}", word, "");

    [Theory]
    [InlineData("", "? [1]", "(--cma-dirty on); zeros boot (off)")]
    [InlineData("--cma-dirty on", "no [1]", "loops")]
    [InlineData("--cma-dirty off", "yes", "")]
    [InlineData("--init-on-alloc on", "yes", "")]
    [InlineData("--kernel-version 7.3", "yes", "")]
    [InlineData("--kernel-version 7.2+tail-zeroing", "yes", "")]
    public async Task Padding_of_unknown_content_is_no_plain_yes(
        string options,
        string word,
        string reason
    ) => await Says(Over($"{Order9} --init-on-alloc off", options), word, reason);

    [Theory]
    [InlineData("", "? [1]", "the initrd needs a hole of 420 MiB")]
    [InlineData("--kho-scratch 256MiB", "- [1]", "-EADDRNOTAVAIL")]
    [InlineData("--kho-scratch 1GiB", "yes", "")]
    [InlineData("--kho-scratch 64MiB,448MiB,128MiB", "yes", "")]
    [InlineData("--initrd 64MiB --ram 16GiB", "yes", "")]
    public async Task KHO_scratch_has_a_size(string options, string word, string reason) =>
        await Says(Over(KhoHost, options), word, reason);

    /// <summary>There is no kexec, so there is no time.</summary>
    [Fact]
    public async Task Of_a_load_that_is_refused_nothing_is_simulated()
    {
        string[] options = $"answer {KhoHost} --kho-scratch 256MiB --replications 8".Split(' ');
        JsonObject answer = await Cli.Json(options);
        Assert.Equal(0, Cli.Median(answer, "downtime", "page_list_ms"));
        Assert.Equal(1, answer["boot_outcome"]!["load_fails"]!.GetValue<double>());
        Assert.StartsWith("There is nothing to compare: KHO", answer["verdict"]!.ToString());
        string text = await Cli.Text(options);
        Assert.DoesNotContain("NaN", text);
        Assert.DoesNotContain("0x", text);
        options[0] = "answer what-dominates";
        text = await Cli.Text([.. options[0].Split(' '), .. options.Skip(1)]);
        Assert.Contains("Nothing does: KHO scratch", text);
    }

    [Fact]
    public async Task On_arm64_a_kernel_in_CMA_beside_a_listed_initrd_may_not_start()
    {
        string options = "--machine arm64-class --kernel-version 7.3 --cma";
        await Says($"{options} 64MiB", "? [1]", "never cleaned");
        await Says($"{options} 256MiB", "yes", "");
        await Says($"{options} 0MiB", "yes", "");
        JsonObject answer = await Ask($"{options} 64MiB");
        Assert.Equal(1, answer["boot_outcome"]!["uncertain"]!.GetValue<double>());
        Assert.Equal(0, answer["boot_outcome"]!["ok"]!.GetValue<double>());
        Assert.Contains("Whether the new kernel boots is not known", answer["verdict"]!.ToString());
        Assert.DoesNotContain("no copy is left", answer["verdict"]!.ToString());
    }

    [Fact]
    public async Task What_next_says_what_settles_it()
    {
        string options = $"answer what-next {Order9} --init-on-alloc off --replications 8";
        JsonObject answer = await Cli.Json(options.Split(' '));
        Assert.Contains("is not known", answer["verdict"]!.ToString());
        Assert.Contains("tail-zeroing", answer["verdict"]!.ToString());
    }

    private static Task<JsonObject> Ask(string options) =>
        Cli.Json($"answer {options} --replications 8".Split(' ', Plain));

    private static async Task Says(string options, string word, string reason)
    {
        string text = await Cli.Text($"answer {options} --replications 8".Split(' ', Plain));
        string row = text.Split('\n').SkipWhile(l => !l.TrimEnd().EndsWith("boots")).ElementAt(1);
        Assert.EndsWith(" " + word, row.TrimEnd());
        JsonObject answer = await Ask(options);
        Assert.Contains(reason, answer["boot_outcome"]!["reason"]!.ToString());
    }

    private static string Over(string usual, string others) =>
        string.Join(' ', Cli.Over(usual.Split(' '), others.Split(' ', Plain)));

    private const StringSplitOptions Plain = StringSplitOptions.RemoveEmptyEntries;
}
