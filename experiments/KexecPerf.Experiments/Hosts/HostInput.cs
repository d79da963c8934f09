using KexecPerf.Experiments.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Experiments.Hosts;

/// <summary>Reads <c>--host TAR|here</c>.</summary>
internal static class HostInput
{
    /// <summary>The machine this runs on; a file of that name is <c>./here</c>.</summary>
    private const string Here = "here";

    /// <exception cref="InputException">No archive of collect.sh, or a host that is not modelled.</exception>
    public static HostFacts Read(Setting setting)
    {
        if (setting.Value == Here)
        {
            return setting.Read(_ => HostFactsReader.Read(new HostFolder("/")));
        }

        return InputFile.Use(
            setting.Path,
            stream =>
            {
                try
                {
                    return HostFactsReader.Read(HostTar.Of(stream));
                }
                catch (InputException e)
                {
                    throw e.At(InputPlace.Of(setting.Path));
                }
            }
        );
    }
}
