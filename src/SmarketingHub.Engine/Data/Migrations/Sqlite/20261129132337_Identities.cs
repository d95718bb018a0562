using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Identities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "ExternalIds",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "MergedInto",
                table: "Contacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExternalIds_Key",
                table: "ExternalIds",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_MergedInto",
                table: "Contacts",
                column: "MergedInto",
                filter: "\"MergedInto\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ExternalIds_Key",
                table: "ExternalIds");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_MergedInto",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "ExternalIds");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "Contacts");
        }
    }
}
