using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>How a person signs in. Its id is the person's; who the person is stands in the company.</summary>
public sealed class Login : IdentityUser<long>;

/// <summary>A sign-in that was ended while its cookie could have gone on: nobody comes in by it again, also after a restart.</summary>
public sealed class EndedSession
{
    public required string Session { get; init; }
    public Instant At { get; init; }
}
