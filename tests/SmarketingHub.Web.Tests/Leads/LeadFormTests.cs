using SmarketingHub.Domain.Facts;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class LeadFormTests
{
    [Fact]
    public void Only_what_was_changed_is_sent()
    {
        var edit = new LeadForm
        {
            [LeadFields.Email] = "a@x.example",
            [LeadFields.Grade] = "A",
            [LeadFields.Country] = "de",
        }.ToEdit(new() { [LeadFields.Email] = "a@x.example", [LeadFields.Grade] = "B" });

        edit.Profile.IsEmpty.ShouldBeTrue();
        edit.Facts.ShouldBe(new() { Grade = "A", Country = "DE" });
    }

    [Fact]
    public void A_field_that_was_emptied_is_cleared()
    {
        var edit = new LeadForm { [LeadFields.Email] = "a@x.example", [LeadFields.Phone] = " " }.ToEdit(new()
        {
            [LeadFields.Email] = "a@x.example",
            [LeadFields.ExpectedValue] = "5",
            [LeadFields.Phone] = "1",
            [LeadFields.BusinessUnit] = "north",
        });

        edit.Cleared!.ShouldBe(["expectedValue", "phone", "businessUnit"], ignoreOrder: true);
        (edit.Profile.IsEmpty, edit.Facts).ShouldBe((true, new()));
    }

    [Fact]
    public void A_source_typed_in_words_is_the_known_one() =>
        new LeadForm { [LeadFields.Source] = "Demo request" }.ToInquiry().Facts.Source.ShouldBe("demo-request");
}
