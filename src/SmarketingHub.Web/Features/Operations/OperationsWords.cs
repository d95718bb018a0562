using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Operations;

/// <summary>Short times and sizes in words.</summary>
internal static class OperationsWords
{
    /// <summary>"0.4 ms", "12 ms", "3.1 s"; from two minutes on as other lengths.</summary>
    internal static string Short(this IStringLocalizer<Texts> l, TimeSpan time) =>
        time <= TimeSpan.Zero ? l["{0} ms", 0]
        : time < TimeSpan.FromMilliseconds(10) ? l["{0} ms", $"{time.TotalMilliseconds:0.##}"]
        : time < TimeSpan.FromSeconds(1) ? l["{0} ms", $"{time.TotalMilliseconds:0}"]
        : time < TimeSpan.FromMinutes(2) ? l["{0} s", $"{time.TotalSeconds:0.#}"]
        : l.Length(Duration.FromTimeSpan(time));

    /// <summary>In kilobytes of 1,024 bytes and what is made of them.</summary>
    internal static string Bytes(this IStringLocalizer<Texts> l, long bytes) =>
        bytes < 1 << 20 ? l["{0} KB", $"{bytes / 1024.0:0}"]
        : bytes < 1 << 30 ? l["{0} MB", $"{bytes / 1024.0 / 1024:0.#}"]
        : l["{0} GB", $"{bytes / 1024.0 / 1024 / 1024:0.##}"];
}
