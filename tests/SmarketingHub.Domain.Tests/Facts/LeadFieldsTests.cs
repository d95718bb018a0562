using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Notices;

namespace SmarketingHub.Domain.Tests.Facts;

/// <summary>The tables are whole: what a class has stands in its table once, and each row is about its own.</summary>
public class LeadFieldsTests
{
    private static readonly LeadFacts All = new()
    {
        Source = "webinar",
        Campaign = "spring",
        Channel = "paid",
        Product = "GTX",
        Segment = "smb",
        BusinessUnit = "north",
        Country = "PL",
        TimeZone = "Europe/Warsaw",
        Grade = "A",
        Score = 80,
        ExpectedValue = 5,
    };

    [Fact]
    public void Every_fact_has_its_row() =>
        LeadFields.Facts.Select(field => field.Key).ShouldBe(typeof(LeadFacts).GetProperties().Select(p => p.Name), ignoreOrder: true);

    [Fact]
    public void Everything_personal_has_its_row() =>
        LeadFields.Personal.Select(field => field.Key)
            .ShouldBe(typeof(Profile).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name), ignoreOrder: true);

    [Fact]
    public void A_row_reads_and_writes_its_own_fact_alone()
    {
        foreach (var field in LeadFields.Facts)
        {
            var taken = field.Take(new(), All);
            foreach (var property in typeof(LeadFacts).GetProperties())
                property.GetValue(taken).ShouldBe(property.Name == field.Key ? property.GetValue(All) : null, field.Name);
            var own = typeof(LeadFacts).GetProperty(field.Key)!.GetValue(All);
            (field.Of(taken), field.IsKnown(taken), field.IsKnown(new())).ShouldBe((own, true, false), field.Name);
        }
        foreach (var field in LeadFields.Personal)
            foreach (var property in typeof(Profile).GetProperties().Where(p => p.PropertyType == typeof(string)))
                property.GetValue(field.With(Profile.Empty, "x")).ShouldBe(property.Name == field.Key ? "x" : null, field.Name);
    }

    [Fact]
    public void What_is_said_stands_and_the_rest_is_as_it_was()
    {
        new LeadFacts { Grade = "B" }.Over(All).ShouldBe(All with { Grade = "B" });
        All.Over(new() { Grade = "B", Score = 1 }).ShouldBe(All);
        All.Without(new HashSet<string> { "grade", "businessUnit", "title" }).ShouldBe(All with { Grade = null, BusinessUnit = null });
        All.JoinedBy(new() { Source = "ebook", Grade = "B", Score = 1, ExpectedValue = 2 })
            .ShouldBe(All with { Grade = "B", Score = 1, ExpectedValue = 2 });
    }

    [Fact]
    public void Every_field_is_known_in_files_once()
    {
        LeadFields.InFiles.ShouldBe(LeadFields.All, ignoreOrder: true);
        var columns = LeadFields.All.SelectMany(field => field.Columns.Append(field.Name.ToLowerInvariant())).ToList();
        columns.Distinct().Count().ShouldBe(columns.Count);
    }

    [Fact]
    public void Every_list_of_a_condition_has_its_row()
    {
        var lists = typeof(Condition).GetProperties().Where(p => p.PropertyType == typeof(IReadOnlyList<string>)).ToList();
        Condition.Criteria.Select(criterion => criterion.Name)
            .ShouldBe(lists.Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]), ignoreOrder: true);
        foreach (var criterion in Condition.Criteria)
            foreach (var list in lists)
                ((IReadOnlyList<string>)list.GetValue(criterion.With(new(), ["x"]))!)
                    .ShouldBe(list.Name.Equals(criterion.Name, StringComparison.OrdinalIgnoreCase) ? ["x"] : [], criterion.Name);
    }

    [Fact]
    public void Every_kind_has_its_row()
    {
        foreach (var promise in Enum.GetValues<Promise>())
            PromiseKind.Of(promise).Promise.ShouldBe(promise);
        foreach (var measure in Enum.GetValues<Measure>())
            MeasureKind.Of(measure).Measure.ShouldBe(measure);
        foreach (var notice in Enum.GetValues<NoticeKind>())
            NoticeRule.Of(notice).Kind.ShouldBe(notice);
    }
}
