using SmarketingHub.Domain;
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
    public void A_field_that_was_emptied_says_that_it_cannot_be() =>
        Should.Throw<InvalidArgument>(() => new LeadForm().ToEdit(new() { Value = "5" })).Field.ShouldBe("expectedValue");

    [Fact]
    public void A_source_typed_in_words_is_the_known_one() =>
        new LeadForm { Source = "Demo request" }.ToInquiry().Facts.Source.ShouldBe("demo-request");
}
