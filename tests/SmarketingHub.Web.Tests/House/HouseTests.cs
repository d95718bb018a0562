using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Tests;

namespace SmarketingHub.Web.Tests.House;

/// <summary>The arrows of the house: Web → Engine → Domain, and inside each from upper floors to lower ones; never back.</summary>
public class HouseTests
{
    [Theory]
    [InlineData("SmarketingHub.Domain")]
    [InlineData("SmarketingHub.Engine", "SmarketingHub.Domain")]
    [InlineData("SmarketingHub.Web", "SmarketingHub.Engine")]
    public void Each_project_knows_only_the_next(string project, params string[] knows) =>
        Referred(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).ShouldBe(knows);

    [Fact]
    public void There_are_no_other_projects() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order()
            .ShouldBe(["SmarketingHub.Domain", "SmarketingHub.Engine", "SmarketingHub.Web"]);

    [Fact]
    public void The_domain_asks_for_no_package_but_two() =>
        Referred("SmarketingHub.Domain", "PackageReference").Order().ShouldBe(["NodaTime", "Stateless"]);

    [Fact]
    public void The_domain_is_built_on_the_framework_and_those_two() =>
        typeof(Lead).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Order().ShouldBe(["NodaTime", "Stateless"]);

    [Fact]
    public void The_domain_reaches_for_no_file_network_or_database() =>
        typeof(Lead).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ShouldAllBe(name =>
            !name.StartsWith("System.Net", StringComparison.Ordinal) && !name.StartsWith("System.Data", StringComparison.Ordinal)
            && !name.StartsWith("System.IO", StringComparison.Ordinal));

    [Fact]
    public void The_engine_runs_without_a_web_page() =>
        XDocument.Load(ProjectFile("SmarketingHub.Engine")).Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");

    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void Every_folder_has_its_floor(string project) =>
        FoldersOf(project).Order().ShouldBe(Floors.Of(project).SelectMany(floor => floor).Order());

    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void A_folder_uses_only_what_is_below_it(string project)
    {
        var floors = Floors.Of(project);
        var floorOf = floors.SelectMany((floor, at) => floor.Select(folder => (folder, at))).ToDictionary(f => f.folder, f => f.at);
        var uses = FolderUse.Of(Assembly.Load($"SmarketingHub.{project}")).Concat(FolderUse.Usings(Folder(project), [.. floorOf.Keys]))
            .ToList();
        uses.Count.ShouldBeGreaterThan(floors.Count);
        uses.Where(use => floorOf.ContainsKey(use.From) && floorOf.ContainsKey(use.To) && floorOf[use.From] >= floorOf[use.To]).Distinct()
            .ShouldBeEmpty();
    }

    /// <summary>A record prints its properties: one that makes another of itself would print for ever.</summary>
    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void No_record_that_leads_to_another_of_itself_prints_it(string project) =>
        (from type in Assembly.Load($"SmarketingHub.{project}").GetTypes()
         where type.GetMethod("<Clone>$") is not null
             && type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
         from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
         where property.PropertyType == type && !property.CanWrite
         select $"{type.Name}.{property.Name}").ShouldBeEmpty();

    private static string Folder(string project) => Path.Combine(Repository.Root, "src", $"SmarketingHub.{project}");

    // What is made, by the build or by EF Core, is no part of the house; what all pages below a folder import says nothing of it.
    private static IEnumerable<string> FoldersOf(string project) =>
        Directory.EnumerateFiles(Folder(project), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(file) != FolderUse.Imports)
            .Select(file => Path.GetRelativePath(Folder(project), Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Distinct()
            .Where(folder => folder.Split('/')[0] is not ("bin" or "obj")
                && !folder.StartsWith("Data/Migrations", StringComparison.Ordinal))
            .Select(folder => folder == "." ? FolderUse.Project : folder);

    private static IEnumerable<string> Referred(string project, string kind) =>
        XDocument.Load(ProjectFile(project)).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static string ProjectFile(string project) => Path.Combine(Repository.Root, "src", project, $"{project}.csproj");
}
