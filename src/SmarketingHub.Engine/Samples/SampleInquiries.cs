using System.Globalization;
using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

/// <summary>Invents people and companies that ask.</summary>
internal sealed class SampleInquiries(Random random)
{
    private sealed record Land(string Country, string TimeZone, string[] First, string[] Last, string[] Words, string[] Kinds);

    private static readonly Land[] Lands =
    [
        new("PL", "Europe/Warsaw", ["Anna", "Piotr", "Ewa", "Tomasz", "Kinga", "Marek"],
            ["Nowak", "Mazur", "Krawczyk", "Pawlak", "Duda", "Sikora"],
            ["Wisła", "Tatra", "Bursztyn", "Orzeł", "Kopernik", "Żuraw", "Jantar", "Granica"],
            ["Logistyka", "Stal", "Foods", "Systemy", "i Syn"]),
        new("DE", "Europe/Berlin", ["Jonas", "Lena", "Felix", "Mia", "Stefan", "Petra"],
            ["Braun", "Keller", "Vogel", "Lang", "Busch", "Krause"],
            ["Delta", "Anker", "Linden", "Eisen", "Morgen", "Falken", "Rhein", "Kranich"], ["GmbH", "AG", "Werke", "Technik", "Bau"]),
        new("ES", "Europe/Madrid", ["Lucía", "Pablo", "Carmen", "Javier", "Sara", "Álvaro"],
            ["García", "Molina", "Ruiz", "Navarro", "Ortega", "Gil"],
            ["Sur", "Mirasol", "Olivo", "Duero", "Faro", "Almendra", "Sierra", "Brisa"],
            ["Alimentos", "Energía", "y Cía", "Salud", "Transportes"]),
        new("FR", "Europe/Paris", ["Camille", "Hugo", "Louise", "Arthur"], ["Moreau", "Lefort", "Garnier", "Roux"],
            ["Lumen", "Verdure", "Atelier", "Rivage", "Cigale"], ["SARL", "Services", "Énergie"]),
        new("IT", "Europe/Rome", ["Giulia", "Marco", "Chiara", "Paolo"], ["Conti", "Greco", "Rinaldi", "Serra"],
            ["Brennero", "Aurora", "Ponte", "Cedro", "Laguna"], ["Srl", "Servizi", "Ferroviaria"]),
        new("GB", "Europe/London", ["Olivia", "James", "Grace", "Harry"], ["Walsh", "Turner", "Hughes", "Parr"],
            ["Oakline", "Harrow", "Sable", "Quill", "Thistle"], ["Ltd", "Health", "Partners"]),
        new("MX", "America/Mexico_City", ["Sofía", "Diego", "Valeria", "Andrés"], ["Ramos", "Cruz", "Ibarra", "Luna"],
            ["Jade", "Nopal", "Puente", "Cenote", "Quetzal"], ["Norte", "Foods", "Digital"]),
    ];

    private static readonly string[] Titles =
        [
            "CFO",
            "CTO",
            "COO",
            "CEO",
            "Head of IT",
            "VP Ops",
            "Plant manager",
            "Buyer",
            "Marketing lead",
            "Owner",
            "IT director",
            "Procurement",
        ];

    private static readonly (string Source, int Weight)[] Sources =
        [
            ("web-form", 24),
            ("webinar", 18),
            ("trade-fair", 12),
            ("referral", 12),
            ("ads", 14),
            ("ebook", 9),
            ("demo-request", 7),
            ("pricing-request", 4),
        ];

    private static readonly string[] Fresh =
        [
            "Viento",
            "Belmonte",
            "Orla",
            "Café Lumen",
            "Mirador",
            "Kestrel",
            "Solana",
            "Bernstein",
            "Polana",
            "Ardent",
            "Velada",
            "Nadir",
            "Corvo",
            "Halden",
            "Tessera",
        ];

    private static readonly string[] NewKinds = ["Group", "Labs", "Mobility", "Works"];

    private static readonly string[] Products = ["Core", "Plus", "Fleet"];

    // Counted on, so that no two people share an address.
    private int people;
    private int companies;

    /// <summary>From a company not seen before, and no hand-raise: it waits where its story puts it.</summary>
    internal InquiryIn Told(string? company, string? source) =>
        Next(company ?? $"{Fresh[companies++ % Fresh.Length]} {NewKinds[companies / Fresh.Length]}", source, false);

    internal InquiryIn Next() => Next(null, null, true);

    private InquiryIn Next(string? company, string? source, bool handRaise)
    {
        var land = Lands[random.Next(10) switch { < 3 => 0, < 6 => 1, < 8 => 2, _ => random.Next(3, Lands.Length) }];
        var (first, last) = (One(land.First), One(land.Last));
        company ??= $"{One(land.Words)} {One(land.Kinds)}";
        var grade = random.Next(100) switch { < 22 => "A", < 60 => "B", < 88 => "C", _ => "D" };
        return new(
            new(first, last, $"{Plain(first)}.{Plain(last)}{++people}@{Plain(company)}.example", null, One(Titles)), company,
            new LeadFacts
            {
                Source = source ?? OneSource(handRaise),
                Country = land.Country,
                TimeZone = land.TimeZone,
                Grade = grade,
                Product = One(Products),
                ExpectedValue = random.Next(4, grade == "A" ? 120 : 60) * 1000m,
                Channel = random.Next(2) == 0 ? "inbound" : "campaign",
            }, [], null, null);
    }

    /// <summary>From somebody not met in this process before.</summary>
    internal InquiryIn Stranger()
    {
        var inquiry = Next();
        return inquiry with { Profile = inquiry.Profile with { Email = $"{Guid.NewGuid().ToString("N")[..6]}.{inquiry.Profile.Email}" } };
    }

    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private string OneSource(bool handRaise)
    {
        var known = Sources.Where(s => handRaise || !s.Source.EndsWith("-request", StringComparison.Ordinal)).ToList();
        var roll = random.Next(known.Sum(s => s.Weight));
        return known.First(s => (roll -= s.Weight) < 0).Source;
    }

    // As addresses are written: no accents, no spaces.
    private static string Plain(string text) => string.Concat(text.In(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => c == 'ł' ? 'l' : c)
        .Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
