using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Tests.Images;

/// <summary>What every refusal must be: an InputException of one line that names the file.</summary>
internal static class Refusals
{
    public const string Name = "vmlinuz";

    public static KernelFile Read(byte[] content) => KernelFileReader.Read(Name, content);

    public static string Of(byte[] content)
    {
        InputException e = Assert.Throws<InputException>(() => Read(content));
        RequireForm(e);
        return e.Message;
    }

    public static void RequireForm(InputException e)
    {
        Assert.Equal(InputPlace.Of(Name), e.Place);
        Assert.DoesNotContain(e.Line, char.IsControl);
        Assert.InRange(e.Message.Length, 10, 300);
    }
}
