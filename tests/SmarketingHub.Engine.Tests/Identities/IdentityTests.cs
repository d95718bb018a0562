using CsCheck;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Tests.Imports;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Identities;

/// <summary>One rule says whose an inquiry is, wherever it comes from.</summary>
public sealed class IdentityTests
{
    private const string Phone = "+48 22 123 45 67", Other = "+48 22 765 43 21";

    [Theory]
    [InlineData("a@x.example", Phone, null, Phone)]
    [InlineData(null, Phone, "a@x.example", Phone)]
    [InlineData("a@x.example", Phone, "A@X.example", null)]
    [InlineData("a@x.example", null, "a@x.example", Phone)]
    public async Task A_person_is_found_by_email_or_phone_also_with_both(string? email, string? phone, string? nextEmail, string? nextPhone)
    {
        await using var hub = await HubFixture.Start();
        var first = await hub.Inquire(email, phone);

        (await hub.Inquire(nextEmail, nextPhone)).ShouldBe(first);
        foreach (var importAs in new[] { ImportAs.New, ImportAs.History })
            (await hub.Import($"email,phone\n{nextEmail},{nextPhone}\n", importAs)).Rejected.ShouldBe(0);

        hub.Leads().Single().Id.ShouldBe(first);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_emails_are_two_people_and_a_phone_that_they_share_means_neither()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Inquire("ann@x.example", Phone), await hub.Inquire("ben@x.example", Phone));
        ben.ShouldNotBe(ann);

        var unknown = await hub.Inquire(null, Phone);

        new[] { ann, ben }.ShouldNotContain(unknown);
        (await hub.Inquire(null, Phone)).ShouldBe(unknown, "the one of them whose email is not known");
        (await hub.Inquire("cleo@x.example", Phone)).ShouldNotBe(unknown, "a shared number does not say who wrote from a new address");
        (await hub.Inquire("ben@x.example", Phone)).ShouldBe(ben);
    }

    [Fact]
    public async Task What_names_two_people_goes_to_the_emails_and_is_said()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Inquire("ann@x.example", null), await hub.Inquire(null, Phone));

        (await hub.Inquire("ann@x.example", Phone)).ShouldBe(ann);

        hub.AlsoNamed(ann).ShouldBe([ben]);
        hub.Contact(ann).Phone.ShouldBe(Phone, "it was given for her");
        (await hub.Inquire(null, Phone)).ShouldBe(ben);
        await hub.Inquire("ann@x.example", Phone);
        hub.AlsoNamed(ann).ShouldBe([ben], "said once: from then on it is her number, too");
    }

    [Fact]
    public async Task A_new_email_with_the_phone_of_somebody_with_another_is_a_new_person_and_it_is_said()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Inquire("ann@x.example", Phone);

        var ben = await hub.Inquire("ben@x.example", Phone);

        ben.ShouldNotBe(ann);
        hub.AlsoNamed(ben).ShouldBe([ann]);
        hub.AlsoNamed(await hub.Inquire("cleo@x.example", Phone)).ShouldBeEmpty("of a number that several share there is nobody to name");
    }

    [Fact]
    public async Task A_record_known_elsewhere_keeps_its_person_and_takes_nobody_elses_email()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Inquire("ann@x.example", Phone);
        var record = await hub.Inquire(null, null, "r1");

        (await hub.Inquire("ann@x.example", Other, "r1")).ShouldBe(record);

        hub.AlsoNamed(record).ShouldBe([ann]);
        (hub.Contact(record).Email, hub.Contact(record).Phone).ShouldBe((null, Other));
        (await hub.Inquire("ann@x.example", null)).ShouldBe(ann);
    }

    [Fact]
    public async Task An_edit_gives_nobody_another_persons_email()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Inquire("ann@x.example", null), await hub.Inquire("ben@x.example", null));

        var refused = await Should.ThrowAsync<InvalidArgument>(hub.Edit(ben, email: "Ann@x.example"));

        refused.Field.ShouldBe("email");
        refused.Message.ShouldBe($"This is the email of lead {ann}. If both are one person, merge the leads; else give another.");
        await hub.Edit(ben, email: "Ben@X.example");
        await hub.Edit(ben, email: "new@x.example");
        (await hub.Inquire("new@x.example", null)).ShouldBe(ben);
        await hub.Fire(ben, Trigger.Merge, new() { Into = ann });
        (await hub.Inquire("new@x.example", null)).ShouldBe(ann, "the way out");
        await hub.Edit(ann, email: "new@x.example");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_gives_nobody_another_persons_email()
    {
        await using var hub = await HubFixture.Start();
        var ann = await hub.Inquire("ann@x.example", null);
        await hub.Import("Lead ID,email\n00Q1,ben@x.example\n");

        var again = await hub.Import("Lead ID,email\n00Q1,ann@x.example\n");

        again.Rejected.ShouldBe(1);
        again.RejectsCsv!.ShouldContain($"This is the email of lead {ann}.");
        hub.EmailKeys().ShouldBe(["ann@x.example", "ben@x.example"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whatever_comes_in_whatever_order_each_email_is_one_person()
    {
        await using var hub = await HubFixture.Start();
        var run = 0;
        var asked = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 8];

        await asked.SampleAsync(async inquiries =>
        {
            run++;
            var law = new Law();
            foreach (var (mail, phone, record) in inquiries)
            {
                var (email, number) = (mail == 0 ? null : $"m{mail}.{run}@x.example",
                    phone == 0 ? null : $"+48 22 {run:000} {phone:00} 00");
                if (email is null && number is null)
                    continue;
                var lead = await hub.Inquire(email, number);
                law.Same(email, number, hub.Lead(lead).ContactId);
            }
        }, iter: 40, threads: 1);

        hub.EmailKeys().ShouldBeUnique();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task People_with_an_email_and_a_phone_of_their_own_are_the_same_in_any_order()
    {
        await using var hub = await HubFixture.Start();
        var run = 0;
        // Of each person everything that came has both, and beside it either emails alone or phones alone.
        var people = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], Gen.Bool).Array[1, 3];

        await Gen.Select(people, Gen.Int).SampleAsync(async (each, seed) =>
        {
            run++;
            var inquiries = each.SelectMany((p, i) =>
            {
                var (email, phone) = ($"p{i}.{run}@x.example", $"+48 12 {run:000} {i:00} 00");
                return Enumerable.Repeat((Person: i, Email: (string?)email, Phone: (string?)phone), p.Item1)
                    .Concat(Enumerable.Repeat((i, p.Item3 ? email : null, p.Item3 ? null : phone), p.Item2));
            }).ToArray();
            new Random(seed).Shuffle(inquiries);
            var contacts = new List<(int Person, long Contact)>();
            foreach (var (person, email, phone) in inquiries)
                contacts.Add((person, hub.Lead(await hub.Inquire(email, phone)).ContactId));
            contacts.Distinct().Count().ShouldBe(each.Length);
            contacts.Select(c => c.Contact).Distinct().Count().ShouldBe(each.Length);
        }, iter: 30, threads: 1);
    }

    /// <summary>The law, said once more and simply.</summary>
    private sealed class Law
    {
        private readonly List<(long Person, string? Email, string? Phone)> people = [];

        internal void Same(string? email, string? phone, long isPerson)
        {
            var sharing = people.Where(p => phone is not null && p.Phone == phone).ToList();
            var without = sharing.Where(p => p.Email is null).ToList();
            var expected = email is not null && people.Exists(p => p.Email == email) ? people.Single(p => p.Email == email).Person
                : email is not null ? sharing is [{ Email: null } only] ? only.Person : null
                : sharing.Count == 1 ? sharing[0].Person : without.Count == 1 ? without[0].Person : (long?)null;
            if (expected is null)
                people.ShouldNotContain(p => p.Person == isPerson, $"{email} {phone} is somebody new");
            else
                isPerson.ShouldBe(expected.Value, $"{email} {phone}");
            var known = people.Find(p => p.Person == isPerson);
            people.Remove(known);
            people.Add((isPerson, known.Email ?? email, known.Phone ?? phone));
        }
    }
}

/// <summary>Short ways to ask who is who.</summary>
internal static class Asking
{
    internal static async Task<long> Inquire(this HubFixture hub, string? email, string? phone, params string[] ids) =>
        (await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            new(null, null, email, phone, null), null, new(), [.. ids.Select(id => new ExternalRef("crm", "lead", id))], null,
            null)))).LeadId;

    internal static Task<long> Edit(this HubFixture hub, long lead, string? email = null, string? phone = null) =>
        hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, email, phone, null), null, new()) });

    internal static Data.Contact Contact(this HubFixture hub, long lead)
    {
        var id = hub.Lead(lead).ContactId;
        using var rows = hub.Rows();
        return rows.Contacts.Single(c => c.Id == id);
    }

    internal static List<string> EmailKeys(this HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Contacts.Where(c => c.EmailKey != null && c.MergedInto == null).Select(c => c.EmailKey!)];
    }

    /// <summary>The leads of other people whom its inquiries name, too.</summary>
    internal static List<long> AlsoNamed(this HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.Where(e => e.LeadId == lead).OrderBy(e => e.Sequence).AsEnumerable()
            .Select(e => LedgerJson.Read(e.Type, e.Body))
            .Select(e => e is LeadCaptured captured ? captured.AlsoNames : e is InquiryJoined joined ? joined.AlsoNames : null)
            .OfType<long>()];
    }
}
