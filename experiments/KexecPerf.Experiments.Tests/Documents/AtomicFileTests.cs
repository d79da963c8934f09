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
    public void What_a_killed_writer_of_the_same_file_left_is_removed_and_nothing_else()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        string host = Environment.MachineName;
        int alive = Environment.ProcessId;
        string[] stay =
        [
            $"a.csv.elsewhere.{int.MaxValue}-1.tmp",
            $"a.csv.{host}.{alive}-1.tmp",
            "a.csv.tmp",
            $"aa.csv.{host}.{int.MaxValue}-1.tmp",
        ];
        string[] all = [.. stay, $"a.csv.{host}.{int.MaxValue}-1.tmp"];
        Array.ForEach(all, f => File.WriteAllText(Path.Combine(folder.Path, f), ""));
        AtomicFile.RemoveLeftoversOf(file);
        Assert.Equal(
            stay.Order(StringComparer.Ordinal),
            Directory
                .GetFiles(folder.Path)
                .Select(f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Shared_memory_is_a_folder_and_no_device()
    {
        if (!Directory.Exists("/dev/shm"))
        {
            return;
        }

        string folder = $"/dev/shm/kexecperf-test-{Guid.NewGuid():N}";
        Directory.CreateDirectory(folder);
        try
        {
            string file = Path.Combine(folder, "file");
            AtomicFile.Write(file, "longer than the next");
            AtomicFile.Write(file, "new");
            Assert.Equal("new", File.ReadAllText(file));
            Assert.Equal([file], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_pipe_stays_one_and_its_reader_gets_all()
    {
        using var folder = new TempFolder();
        string pipe = Path.Combine(folder.Path, "pipe");
        string link = Path.Combine(folder.Path, "link");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(link, pipe);
        Assert.True(FileKind.IsDevice(link));
        Assert.False(FileKind.IsDevice(folder.Path));
        foreach (string file in (string[])[pipe, link])
        {
            using var reader = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("cat", pipe)
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            Task<string> read = reader.StandardOutput.ReadToEndAsync(
                TestContext.Current.CancellationToken
            );
            string text = new('x', 200_000);
            AtomicFile.Write(file, text);
            Assert.Equal(text, await read);
        }

        AtomicFile.Replace(link, "ours");
        Assert.Equal("ours", File.ReadAllText(link));
        Assert.Null(new FileInfo(link).LinkTarget);
        Assert.True(FileKind.IsDevice(pipe));
        AtomicFile.Replace(pipe, "ours too");
        Assert.Equal("ours too", File.ReadAllText(pipe));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Leftovers_in_no_folder_are_nobodys_error() =>
        AtomicFile.RemoveLeftoversOf("/no/such/folder/a.csv");

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
