CREATE TYPE "Büro & Co"."Größe" AS ENUM ('klein', 'groß', 'it''s "XL"');
CREATE TABLE "Büro & Co"."Straße" (
  "select" integer NOT NULL,
  "Größe" "Größe" DEFAULT 'it''s "XL"'::"Größe" NOT NULL,
  "名前" text,
  "with""quote" text DEFAULT E'back\\slash'::text NOT NULL,
  CONSTRAINT "Straße_pkey" PRIMARY KEY ("select"),
  CONSTRAINT "größer" CHECK ("Größe" <> 'klein' OR "名前" IS NOT NULL)
);
COMMENT ON TABLE "Büro & Co"."Straße" IS 'Wo man wohnt – 道路';
CREATE VIEW "Büro & Co"."Übersicht" AS
SELECT "select" AS nr, "Größe", "with""quote" FROM "Straße";
CREATE INDEX "Index über 名前" ON "Büro & Co"."Straße" USING btree ("名前");
