using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <summary>
    /// A row that was imported is remembered once a run. Its table is rebuilt by hand: EF Core does so with a statement that no transaction
    /// holds, and whoever is killed there would have half a file.
    /// </summary>
    public partial class TakenBackImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>("TakenBack", "Leads", "INTEGER", nullable: true);
            migrationBuilder.AddColumn<long>("TakenBackAt", "ImportRuns", "INTEGER", nullable: true);
            migrationBuilder.AddColumn<string>("TakenBackBy", "ImportRuns", "TEXT", nullable: true);
            migrationBuilder.AddColumn<int>("TakenBackLeads", "ImportRuns", "INTEGER", nullable: false, defaultValue: 0);
            migrationBuilder.AddColumn<long>("Import", "ExternalIds", "INTEGER", nullable: true);
            migrationBuilder.AddColumn<long>("Earlier", "ExternalIds", "INTEGER", nullable: true);
            migrationBuilder.Sql("""
                CREATE TABLE "ImportedRowsNext" (
                    "Key" TEXT NOT NULL, "Import" INTEGER NOT NULL, "Hash" BLOB NOT NULL, "LeadId" INTEGER NOT NULL,
                    CONSTRAINT "PK_ImportedRows" PRIMARY KEY ("Key", "Import"));
                INSERT INTO "ImportedRowsNext" ("Key", "Import", "Hash", "LeadId") SELECT "Key", 0, "Hash", "LeadId" FROM "ImportedRows";
                DROP TABLE "ImportedRows";
                ALTER TABLE "ImportedRowsNext" RENAME TO "ImportedRows";
                CREATE INDEX "IX_ImportedRows_LeadId" ON "ImportedRows" ("LeadId");
                CREATE INDEX "IX_ImportedRows_Import_LeadId" ON "ImportedRows" ("Import", "LeadId");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE "ImportedRowsNext" (
                    "Key" TEXT NOT NULL CONSTRAINT "PK_ImportedRows" PRIMARY KEY, "Hash" BLOB NOT NULL, "LeadId" INTEGER NOT NULL);
                INSERT INTO "ImportedRowsNext" ("Key", "Hash", "LeadId") SELECT "Key", "Hash", "LeadId" FROM "ImportedRows" AS newest
                    WHERE NOT EXISTS (SELECT 1 FROM "ImportedRows" WHERE "Key" = newest."Key" AND "Import" > newest."Import");
                DROP TABLE "ImportedRows";
                ALTER TABLE "ImportedRowsNext" RENAME TO "ImportedRows";
                CREATE INDEX "IX_ImportedRows_LeadId" ON "ImportedRows" ("LeadId");
                """);
            migrationBuilder.DropColumn("Earlier", "ExternalIds");
            migrationBuilder.DropColumn("Import", "ExternalIds");
            migrationBuilder.DropColumn("TakenBackLeads", "ImportRuns");
            migrationBuilder.DropColumn("TakenBackBy", "ImportRuns");
            migrationBuilder.DropColumn("TakenBackAt", "ImportRuns");
            migrationBuilder.DropColumn("TakenBack", "Leads");
        }
    }
}
