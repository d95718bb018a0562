using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class LeadFormTests
{
    [Fact]
    public void Only_what_was_changed_is_sent()
    {
        var edit = new LeadForm { Email = "a@x.example", Grade = "A", Country = "de" }.ToEdit(new() { Email = "a@x.example", Grade = "B" });

        edit.Profile.IsEmpty.ShouldBeTrue();
        edit.Facts.ShouldBe(new() { Grade = "A", Country = "DE" });
    }

    [Fact]
    public void A_field_that_was_emptied_is_cleared()
    {
        var edit = new LeadForm { Email = "a@x.example", Phone = " " }.ToEdit(new() { Email = "a@x.example", Value = "5", Phone = "1", BusinessUnit = "north" });

        edit.Cleared!.ShouldBe(["expectedValue", "phone", "businessUnit"], ignoreOrder: true);
        (edit.Profile.IsEmpty, edit.Facts).ShouldBe((true, new()));
    }

    [Fact]
    public void A_source_typed_in_words_is_the_known_one() =>
        new LeadForm { Source = "Demo request" }.ToInquiry().Facts.Source.ShouldBe("demo-request");
}
