using KexecPerf.Answers.Documents;
using KexecPerf.Experiments.Tests.Hosts;

namespace KexecPerf.Experiments.Tests.Documents;

public class AtomicFileTests
{
    [Fact]
    public void A_file_whose_writer_fails_halfway_stays_as_it_was()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "file");
        AtomicFile.Write(file, "old");
        Assert.Throws<IOException>(() =>
            AtomicFile.Write(
                file,
                stream =>
                {
                    stream.WriteByte(1);
                    throw new IOException();
                }
            )
        );
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_is_made_by_its_name_goes_through_a_link()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "file");
        string link = Path.Combine(folder.Path, "link");
        AtomicFile.Write(file, "old");
        File.CreateSymbolicLink(link, file);
        AtomicFile.Make(link, made => File.WriteAllText(made, "new"));
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal([file, link], Directory.GetFiles(folder.Path).Order());
    }
}
