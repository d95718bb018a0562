using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Leads_AccountId",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_Owner_Stage",
                table: "Leads");

            migrationBuilder.AddColumn<string>(
                name: "Search",
                table: "Contacts",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Search",
                table: "Accounts",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_AccountId_Stage",
                table: "Leads",
                columns: new[] { "AccountId", "Stage" });

            migrationBuilder.CreateIndex(
                name: "IX_Leads_ClosedAt",
                table: "Leads",
                column: "ClosedAt",
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_Holder",
                table: "Leads",
                column: "Holder");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_LastAt",
                table: "Leads",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_Owner",
                table: "Leads",
                column: "Owner");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_Owner_Open",
                table: "Leads",
                column: "Owner",
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_ToParty",
                table: "Handoffs",
                column: "ToParty",
                filter: "\"State\" = 'Offered'");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_ToPerson",
                table: "Handoffs",
                column: "ToPerson",
                filter: "\"State\" = 'Offered'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Leads_AccountId_Stage",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_ClosedAt",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_Holder",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_LastAt",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_Owner",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_Owner_Open",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_ToParty",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_ToPerson",
                table: "Handoffs");

            migrationBuilder.DropColumn(
                name: "Search",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Search",
                table: "Accounts");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_AccountId",
                table: "Leads",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_Owner_Stage",
                table: "Leads",
                columns: new[] { "Owner", "Stage" });
        }
    }
}
