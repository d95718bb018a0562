using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PhoneTyped : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PhoneTyped",
                table: "Contacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_PhoneTyped",
                table: "Contacts",
                column: "PhoneTyped",
                filter: "\"PhoneTyped\" IS NOT NULL");

            // Phones are found by their words, too: the texts are made anew after the migrations.
            migrationBuilder.Sql("""UPDATE "Contacts" SET "Search" = ''; UPDATE "Accounts" SET "Search" = ''""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Contacts_PhoneTyped",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "PhoneTyped",
                table: "Contacts");
        }
    }
}
