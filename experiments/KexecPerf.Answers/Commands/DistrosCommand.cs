using System.CommandLine;
using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// <c>distros [list|show NAME]</c>: what distributions ship, with the source of each fact.
/// </summary>
internal static class DistrosCommand
{
    public static Command Create()
    {
        var command = new Command("distros", "distributions as shipped: list, or show one");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, List));
        var list = new Command("list", "the distributions known, by their kernels");
        var listOutput = new OutputOptions();
        listOutput.AddTo(list);
        list.SetAction(parsed => listOutput.Write(parsed, List));
        var name = new Argument<string>("NAME") { Description = "such as debian-13" };
        var showOutput = new OutputOptions();
        var show = new Command("show", "every fact of one, with its source") { name };
        showOutput.AddTo(show);
        show.SetAction(parsed => showOutput.Write(parsed, () => Show(parsed.GetValue(name)!)));
        command.Add(list);
        command.Add(show);
        return command;
    }

    private static Document List() =>
        new DistrosReport(Distributions.Distributions.All).Document(sources: false);

    private static Document Show(string name)
    {
        try
        {
            return new DistrosReport([Distributions.Distributions.Get(name)]).Document(
                sources: true
            );
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("distros show"));
        }
    }
}
