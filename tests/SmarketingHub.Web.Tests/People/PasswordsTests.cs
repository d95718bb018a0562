using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.People;
using SmarketingHub.Web.Tests.Account;

namespace SmarketingHub.Web.Tests.People;

public sealed class PasswordsTests
{
    private static readonly Person Ben = new() { Id = 0, Name = "Ben", Email = "ben@hub.example", Party = Party.Sales, Role = Role.Rep };

    [Fact]
    public async Task A_password_that_was_handed_over_is_to_be_changed_at_the_first_sign_in()
    {
        await using var site = await Site.Start();
        var admin = await site.Hire("ada", Role.Admin);
        var (_, password) = await site.Services.GetRequiredService<Passwords>().Hire(Actor.Of(admin), Ben);
        await site.Live.UpToDate(default);
        var browser = site.Browser();

        Site.To(await Site.SignIn(browser, "ben", password)).ShouldBe("/account/password");
        await Site.Send(browser, "/account/password", ("Form.Current", password), ("Form.Next", "one of my own"));

        Site.To(await Site.SignIn(site.Browser(), "ben", "one of my own")).ShouldBe("/");
    }

    [Fact]
    public async Task A_new_password_puts_out_whoever_had_the_old_one()
    {
        await using var site = await Site.Start();
        var (admin, ana) = (await site.Hire("ada", Role.Admin), await site.Hire("ana"));
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");

        var password = await site.Services.GetRequiredService<Passwords>().Renew(Actor.Of(admin), ana.Id);

        (await Site.Where(browser, "/")).ShouldNotBeNull();
        Site.To(await Site.SignIn(browser, "ana", password)).ShouldBe("/account/password");
    }

    [Fact]
    public async Task Only_administrators_do_it_and_one_of_them_remains()
    {
        await using var site = await Site.Start();
        var (admin, ana) = (await site.Hire("ada", Role.Admin), await site.Hire("ana", Role.Lead));
        var passwords = site.Services.GetRequiredService<Passwords>();

        await Should.ThrowAsync<NotAllowed>(passwords.Hire(Actor.Of(ana), Ben));
        await Should.ThrowAsync<NotAllowed>(passwords.Renew(Actor.Of(ana), admin.Id));
        (await Should.ThrowAsync<InvalidArgument>(site.Door.Do(Actor.Of(admin),
            write => { write.ChangePerson(admin with { Role = Role.Lead }); return true; }))).Field.ShouldBe("role");
        (await Should.ThrowAsync<InvalidArgument>(site.Door.Do(Actor.Of(admin),
            write => { write.ChangePerson(admin with { Active = false }); return true; }))).Field.ShouldBe("role");
    }
}
