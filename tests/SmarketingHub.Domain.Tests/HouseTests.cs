using System.Xml.Linq;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Domain.Tests;

/// <summary>The arrows of the house: Web → Engine → Domain, never back.</summary>
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

    private static IEnumerable<string> Referred(string project, string kind) =>
        XDocument.Load(ProjectFile(project)).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static string ProjectFile(string project) => Path.Combine(Repository.Root, "src", project, $"{project}.csproj");
}
