using Microsoft.AspNetCore.Identity;

namespace SmarketingHub.Engine.Data;

/// <summary>How a person signs in. Its id is the person's; who the person is stands in the company.</summary>
public sealed class Login : IdentityUser<long>;
