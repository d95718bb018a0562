using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Cli;

namespace SmarketingHub.Web.Tests.Cli;

/// <summary>Each command once as a process of its own, as a user runs it; what more is claimed of it, in this process.</summary>
[Collection(nameof(AtTheConsole))]
public sealed class CommandTests
{
    [Fact]
    public async Task A_key_is_printed_alone_and_the_missing_file_is_made()
    {
        using var hub = new Executable();
        var key = await hub.Run("apikey", "create", "--name", "crm", "--role", "admin");
        key.ExitCode.ShouldBe(0, key.Error);
        key.Output.Trim().ShouldMatch("^shk_[A-Za-z0-9_-]{43}$");
        (await hub.Call("apikey", "create", "--name", "crm", "--role", "admin")).ShouldFail("crm");
        (await hub.Call("apikey", "create", "--name", "p", "--role", "partner", "--party", "partner:none")).ShouldFail("party");
        (await hub.Call("apikey", "revoke", "--name", "crm")).ExitCode.ShouldBe(0);
        var verified = await hub.Run("verify");
        verified.ExitCode.ShouldBe(0, verified.Error);
        verified.Output.ShouldContain("head ");
    }

    [Fact]
    public async Task A_person_who_can_sign_in_is_added_whole_or_not_at_all()
    {
        using var hub = await Executable.WithFile();
        string[] ana = ["user", "add", "--email", "ana@hub.example", "--name", "Ana Nowak", "--party", "sales", "--role", "rep"];
        (await hub.Call([.. ana, "--password", "short"])).ShouldFail("password");
        var added = await hub.Call(ana);
        added.ExitCode.ShouldBe(0, added.Error);
        added.Output.Trim().Length.ShouldBe(20);
        (await hub.Call(ana)).ShouldFail("ana@hub.example");
    }

    [Theory]
    [InlineData("@Spring-2026")]
    [InlineData("-Spring-2026")]
    [InlineData("--Spring-2026")]
    [InlineData("--role-of-honour")]
    [InlineData("/help-me-now")]
    [InlineData("-helloworld12")]
    [InlineData(" \"quoted\" = and: more ")]
    [InlineData("пароль-из-слов")]
    public void A_password_is_what_was_typed_whatever_it_begins_with(string password)
    {
        foreach (string[] given in (string[][])[["--password", password], [$"--password={password}"]])
        {
            var meant = CommandLine.Parse(
                ["user", "add", "--email", "a@hub.example", "--name", "@Ana", "--party", "sales", "--role", "rep", .. given]);
            meant.Errors.ShouldBeEmpty();
            (meant.GetValue<string>("--password"), meant.GetValue<string>("--name"), meant.GetValue<string>("--role"))
                .ShouldBe((password, "@Ana", "rep"));
        }
    }

    [Fact]
    public async Task A_password_is_what_was_typed_in_a_process_of_its_own()
    {
        const string password = "@Spring-2026";
        using var hub = await Executable.WithFile();
        await File.WriteAllTextAsync(hub.In("Spring-2026"), "--role\nadmin");
        string[] Ana(string email, params string[] given) =>
            ["user", "add", "--email", email, "--name", "@Ana", "--party", "sales", "--role", "rep", .. given];
        (await hub.Run(Ana("a@hub.example", "--password", password))).ExitCode.ShouldBe(0);
        (await hub.Run(Ana("b@hub.example", $"--password={password}"))).ExitCode.ShouldBe(0);
        (await hub.Run(Ana("c@hub.example", "--password", " \"quoted\" = пароль "))).ExitCode.ShouldBe(0);

        await using var rows = new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(
            $"Data Source={hub.File};Pooling=False").Options);
        foreach (var login in rows.Users.ToList())
            new PasswordHasher<Login>().VerifyHashedPassword(
                login, login.PasswordHash!, login.Email!.StartsWith('c') ? " \"quoted\" = пароль " : password)
                .ShouldBe(PasswordVerificationResult.Success);
        rows.Company.Where(c => c.Kind == "person").Select(c => c.Body).ToList()
            .ShouldAllBe(body => body.Contains("\"@Ana\"") && body.Contains("\"rep\""));
    }

    [Fact]
    public async Task A_person_is_forgotten_beside_a_server_or_without()
    {
        using var hub = await Executable.WithFile();
        await File.WriteAllTextAsync(hub.In("leads.csv"),
            "email,firstName\nana-of-the-marker@x.example,Ana\nbo-of-the-marker@x.example,Bo\n");
        (await hub.Call("import", "leads.csv")).ExitCode.ShouldBe(0);
        File.Delete(hub.In("leads.csv"));

        (await hub.Call("forget", "--email", "nobody@x.example", "--reason", "other")).ShouldFail("Nobody here");
        var forgotten = await hub.Run("forget", "--email", "ANA-of-the-marker@x.example", "--reason", "erasure-request");
        forgotten.ExitCode.ShouldBe(0, forgotten.Error);
        forgotten.Output.ShouldContain("is forgotten.");
        forgotten.Output.ShouldContain("Nothing of the person is left");
        using (var server = await hub.Serve())
        {
            var bo = await hub.Run("forget", "--email", "bo-of-the-marker@x.example", "--reason", "consent-withdrawn");
            bo.Output.ShouldContain("Nothing of the person is left", customMessage: bo.Error);
            server.Kill();
            await server.WaitForExitAsync();
        }
        foreach (var file in Directory.GetFiles(hub.Folder))
            System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file))
                .ShouldNotContain("of-the-marker", Case.Insensitive, file);
        (await hub.Call("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_beside_a_running_server_is_restored_when_it_is_stopped()
    {
        using var hub = await Executable.WithFile();
        using (var server = await hub.Serve())
        {
            (await hub.Run("backup", "b.db")).ExitCode.ShouldBe(0);
            (await hub.Call("backup", "b.db")).ShouldFail("exists");
            (await hub.Call("backup", "b.db", "--force")).ExitCode.ShouldBe(0);
            (await hub.Run("restore", "b.db")).ShouldFail("stop it first");
            server.Kill();
            await server.WaitForExitAsync();
        }
        await hub.Call("apikey", "create", "--name", "later", "--role", "admin");
        var restored = await hub.Run("restore", "b.db");
        restored.ExitCode.ShouldBe(0, restored.Error);
        (await hub.Call("apikey", "create", "--name", "later", "--role", "admin")).ExitCode.ShouldBe(0,
            "the later key is in the file that was kept aside");
        Directory.GetFiles(hub.Folder, "hub.db.replaced-*").ShouldNotBeEmpty();
        (await hub.Call("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_in_one_line()
    {
        using var hub = new Executable();
        await File.WriteAllTextAsync(hub.File, new string('x', 5000));
        foreach (var command in (string[][])[["verify"], ["serve"], ["backup", "b.db"]])
            (await (command is ["serve"] ? hub.Run(command) : hub.Call(command))).ShouldFail("not a SmarketingHub file");
        (await File.ReadAllTextAsync(hub.File)).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public async Task What_is_exported_is_a_file_and_what_is_imported_is_counted()
    {
        using var hub = await Executable.WithFile();
        await File.WriteAllTextAsync(hub.In("leads.csv"), "email,company,firstName\nana@x.example,X,Ana\nnot an email,,Bo\n");
        var imported = await hub.Run("import", "leads.csv");
        imported.ExitCode.ShouldBe(0, imported.Error);
        imported.Output.ShouldContain("1 added");
        imported.Output.ShouldContain("1 rejected");
        imported.Output.ShouldNotContain("kept with");
        await File.WriteAllTextAsync(hub.In("more.csv"), "email,country,Shoe size\nbo@x.example,Narnia,41\ncy@x.example,PL,42\n");
        imported = await hub.Call("import", "more.csv");
        imported.Output.ShouldContain("Shoe size: 2 values");
        imported.Output.ShouldContain("country: 1 value, the first on line 2: 'Narnia' is no country known here");
        File.Exists(hub.In("leads.rejected.csv")).ShouldBeTrue();
        (await hub.Call("import", "nothing.csv")).ShouldFail("nothing.csv");
        var run = System.Text.RegularExpressions.Regex.Match(imported.Output, "import-undo ([0-9]+)").Groups[1].Value;
        (await hub.Call("import-undo", run, "--look")).Output.ShouldContain("2 leads would be gone");
        (await hub.Run("import-undo", run)).Output.ShouldContain($"Import {run} is taken back: 2 leads");
        (await hub.Call("import-undo", "999999")).ShouldFail("no import 999999");
        (await hub.Call("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Rejected_rows_go_where_one_says_and_an_import_that_took_nothing_in_has_failed()
    {
        using var hub = await Executable.WithFile();
        await File.WriteAllTextAsync(hub.In("leads.csv"), "email,company\nana@x.example,X\nnot an email,\n");
        (await hub.Call("import", "leads.csv", "--rejects", "mend.csv")).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(hub.In("mend.csv"))).ShouldContain("not an email,,3,email,");
        File.Exists(hub.In("leads.rejected.csv")).ShouldBeFalse();

        var again = await hub.Call("import", "mend.csv", "--rejects", "mend.csv");

        again.ExitCode.ShouldBe(1, again.Error);
        again.Output.ShouldContain("1 rejected");
        (await hub.Call("import", "leads.csv", "--rejects", "nowhere/mend.csv")).ShouldFail("nowhere");
    }

    [Fact]
    public async Task What_would_come_is_told_by_a_profile_in_a_file_or_kept_and_nothing_is_imported()
    {
        using var hub = await Executable.WithFile();
        await File.WriteAllTextAsync(hub.In("leads.csv"), "Mail;Firma;Phase;Created Date\nana@x.example;X;Heiß;03/04/2026\n");
        await File.WriteAllTextAsync(hub.In("leads.json"), """{ "columns": { "Mail": "email", "Firma": "company", "Phase": "stage" } }""");

        var told = await hub.Call("import", "leads.csv", "--as", "history", "--profile", "leads.json", "--preview");

        told.ExitCode.ShouldBe(0, told.Error);
        told.Output.ShouldContain("Mail -> email: ana@x.example");
        told.Output.ShouldContain("stage: 'Heiß' (1 row)");
        told.Output.ShouldContain("Created Date: '03/04/2026' could be two days");
        (await hub.Call("import", "leads.csv", "--profile", "nobody")).ShouldFail("no profile is kept under this name");
        await using var rows = new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(
            $"Data Source={hub.File};Pooling=False").Options);
        (rows.Leads.Count(), rows.ImportRuns.Count()).ShouldBe((0, 0));
        rows.ImportProfiles.Add(new() { Name = "CRM", Json = await File.ReadAllTextAsync(hub.In("leads.json")) });
        await rows.SaveChangesAsync();
        (await hub.Call("import", "leads.csv", "--profile", "CRM", "--preview")).Output.ShouldContain("ana@x.example");
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("verify", "--loud")]
    [InlineData("reports")]
    [InlineData("reports", "rebuild", "all")]
    [InlineData("apikey", "create", "--name", "x")]
    [InlineData("apikey", "create", "--name", "x", "--role", "king")]
    [InlineData("apikey", "create", "--name", "x", "--role", "partner")]
    [InlineData("forget", "--reason", "other")]
    [InlineData("forget", "7", "--email", "a@x.example", "--reason", "other")]
    [InlineData("forget", "7")]
    [InlineData("forget", "7", "--reason", "because")]
    [InlineData("forget", "ana", "--reason", "other")]
    [InlineData("import")]
    [InlineData("import", "x.csv", "--as", "fiction")]
    [InlineData("serve", "now")]
    public async Task Misuse_is_told_with_exit_code_2(params string[] arguments)
    {
        using var hub = new Executable();
        var ran = await hub.Run(arguments);
        ran.ExitCode.ShouldBe(2, ran.Error);
        ran.Error.ShouldContain("--help");
        File.Exists(hub.File).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("import", "--help")]
    [InlineData("user", "add", "--help")]
    [InlineData("forget", "--help")]
    [InlineData("reports", "rebuild", "--help")]
    public async Task Help_is_there(params string[] arguments)
    {
        using var hub = new Executable();
        var ran = await hub.Run(arguments);
        ran.ExitCode.ShouldBe(0);
        ran.Output.ShouldContain("Usage:");
    }
}
