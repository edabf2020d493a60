// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What columns are called, in English, German, French, Spanish, Italian and Portuguese. Each name
 * is a pattern over the words of a column in lower case, joined by {@code _}, without accents.
 */
final class ColumnNames {

  private record Hint(Pattern pattern, double score) {}

  private static final Map<EventField, List<Hint>> FIELDS = fields();
  private static final Map<String, List<Hint>> CLAIMS = claims();

  private static final Pattern PERSONAL =
      Pattern.compile(
          ".*(counterparty|beneficiary|payee|recipient|empfaenger|empfanger|auftraggeber|passport"
              + "|ssn|iban|e_?mail|phone|address|adresse|surname|last_?name|first_?name|birth).*");

  private ColumnNames() {}

  /** {@code CustomerID} is {@code customer_id}, {@code Numéro client} is {@code numero_client}. */
  static String words(String name) {
    String plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return plain
        .replace("ß", "ss")
        .replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1_$2")
        .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  /** How well a column's name fits a field, in [0, 1]. */
  static double score(EventField field, String name) {
    return score(FIELDS.getOrDefault(field, List.of()), words(name));
  }

  /** The claims that a column's name could mean, with a score each. */
  static Map<String, Double> claimScores(String name) {
    Map<String, Double> scores = new LinkedHashMap<>();
    String words = words(name);
    CLAIMS.forEach(
        (claim, hints) -> {
          double score = score(hints, words);
          if (score > 0) {
            scores.put(claim, score);
          }
        });
    return scores;
  }

  /** Whether a column is likely to hold what people are called or where they can be found. */
  static boolean isPersonal(String name) {
    return PERSONAL.matcher(words(name)).matches() || !claimScores(name).isEmpty();
  }

  private static double score(List<Hint> hints, String words) {
    double best = 0;
    for (Hint hint : hints) {
      if (hint.score > best && hint.pattern.matcher(words).matches()) {
        best = hint.score;
      }
    }
    return best;
  }

  private static List<Hint> hints(Object... patternsAndScores) {
    ArrayList<Hint> hints = new ArrayList<>();
    for (int i = 0; i < patternsAndScores.length; i += 2) {
      hints.add(
          new Hint(
              Pattern.compile((String) patternsAndScores[i]), (Double) patternsAndScores[i + 1]));
    }
    return hints;
  }

  private static Map<EventField, List<Hint>> fields() {
    String id = "(_?(id|no|nr|num|number|key|code|ref|uid|nummer|numero|codigo|hash|unique_id))";
    String who =
        "(customer|cust|client|kunde|kunden|cliente|clientes|shopper|buyer|consumer|household|hh"
            + "|hshd|acheteur|comprador|subscriber|abonne|abonnent|suscriptor)";
    Map<EventField, List<Hint>> fields = new EnumMap<>(EventField.class);
    fields.put(
        EventField.CUSTOMER,
        hints(
            who + id,
            0.98,
            "(id|no|nr|num|numero|n|code|codigo|cod)_(de_)?" + who,
            0.97,
            who,
            0.9,
            "customer_unique_id",
            0.99,
            "(the_)?" + who + "_(name|email)",
            0.55,
            "(user|member|usuario|utilisateur|mitglied|membre|visitor|visitorid|player|person|guest|donor|patient|panelist|contact|reviewer|author|employee|student|rider|viewer)"
                + id
                + "?",
            0.85,
            "(user|customer|client|visitor|member)id",
            0.9,
            "(account|konto|compte|cuenta|conto|acct)" + id + "?",
            0.8,
            "((account|konto|compte|cuenta|conto|customer)_)?iban",
            0.75,
            "(card|loyalty|karte|kundenkarte|carte|tarjeta|loyalty_card|card_holder|cardholder)"
                + id
                + "?",
            0.7,
            "(msisdn|device_id|cookie_id|anonymous_id|profile_id|subject_id)",
            0.6,
            "(rec|record|unique|person|entity)_?id",
            0.7,
            "e_?mail(_address|_adresse)?|mail|correo",
            0.6,
            "id",
            0.3,
            "(full_)?name",
            0.2));
    String deed =
        "(order|invoice|purchase|transaction|trans|tran|txn|event|sale|sales|basket|booking|payment|visit|receipt|posting|value|bill|checkout|review|rental|ticket)";
    fields.put(
        EventField.TIME,
        hints(
            deed + "_?(date|time|timestamp|datetime|dt|ts|at|day|date_time|date_utc)",
            0.98,
            deed + "_purchase_timestamp",
            0.99,
            "(date|time|timestamp|day|dt)_of_" + deed,
            0.98,
            "(bestell|rechnungs|kauf|buchungs|auftrags|verkaufs|beleg|umsatz)_?(datum|tag|zeit|zeitpunkt)",
            0.97,
            "(date|heure|jour)_(de_)?(la_)?(commande|achat|facture|vente|transaction|operation)",
            0.97,
            "(fecha|hora|dia)_(de_)?(la_)?(compra|pedido|factura|venta|operacion|transaccion)",
            0.97,
            "data_(di_|da_|do_)?(ordine|acquisto|compra|pedido|venda|vendita)",
            0.97,
            "timestamp|datetime|date_time|event_timestamp|occurred_at|happened_at|datum_uhrzeit",
            0.95,
            "date|datum|fecha|data|day|tag|jour|fecha_hora|zeitpunkt|zeitstempel|horodatage|ts",
            0.9,
            "time|zeit|heure|hora|uhrzeit",
            0.7,
            "created(_at|_on|_date|_time)?|creation_date",
            0.8,
            "erstellt(_am)?|(cree|creado|fecha_creacion)(_le|_el)?",
            0.75,
            "(start|signup|sign_up|registration|registered|subscribed|subscription|join|joined|first_seen|enrol|enroll|enrollment)_?(date|at|time|on|start)?",
            0.6,
            ".*_(date|time|timestamp|datetime|datum|at|dt)",
            0.5,
            "(date|datum|fecha|time)_.*",
            0.45,
            "dob|born|geboren(_am)?|ne_le|yob|birth.*|.*_dob",
            0.1,
            ".*(ship|deliver|due|birth|updat|modif|expir|end|cancel|estimat|liefer|geburt|naissance|nacimiento|livraison|entrega|approved|carrier|limit|wertstellung|valuta|value_date).*",
            0.15));
    fields.put(
        EventField.ORDER_ID,
        hints(
            "(order|invoice|basket|receipt|transaction|trans|tran|txn|purchase|bill|cart|checkout|booking|sale|sales_order|order_header|rental|shopping_cart)"
                + id,
            0.95,
            "(invoice|receipt|order|basket|transaction)",
            0.75,
            "(order|invoice|transaction|trans|basket|cart)id",
            0.95,
            "(bestell|rechnungs|auftrags|beleg|bon|kassenbon|vorgangs)_?(nr|nummer|id)|bestellung|rechnung|auftrag|beleg|bon",
            0.95,
            "(id|no|num|numero|n|code)_(de_)?(la_)?(commande|facture|transaction|ticket)",
            0.95,
            "commande|facture",
            0.8,
            "(id|no|num|numero|n)_(de_)?(pedido|factura|compra|orden|venta)|pedido|factura|orden",
            0.9,
            "(pedido|factura|compra|venta|orden|ordine|ordem)" + id,
            0.95,
            "id",
            0.55));
    fields.put(
        EventField.PRODUCT_ID,
        hints(
            "(product|item|article|artikel|produkt|produit|producto|articulo|prodotto|produto|stock|material|book|movie|song|track|game|asset|listing)"
                + id,
            0.95,
            "(stock_code|sku|upc|ean|gtin|asin|isbn|plu|productid|itemid|sku_id|variant_id)",
            0.95,
            "(id|code|codigo|ref|reference|numero)_(du_|de_|del_)?(product|produit|producto|article|articulo|item)",
            0.95,
            "product|item|article|artikel|produkt|produit|producto|articulo",
            0.8,
            "reference",
            0.5,
            "(product|item|artikel|article|produit|produkt|producto)_?(name|title|bezeichnung|nom|nombre|description|desc)",
            0.6));
    fields.put(
        EventField.CATEGORY,
        hints(
            "((product|item|main|artikel|produkt)_)?(category|categorie|categoria|kategorie|warengruppe|produktgruppe|rubrik|famille|familia)(_(id|name|code|english|1))?",
            0.9,
            "(department|product_line|product_type|product_group|abteilung|rayon|departamento|genre|section|mcc|merchant_category)",
            0.75,
            "sub_?category",
            0.5));
    fields.put(
        EventField.BRAND,
        hints(
            "(product_)?(brand|marke|marque|marca|label)(_name|_id)?",
            0.9,
            "manufacturer|hersteller|fabricant|fabricante",
            0.7));
    fields.put(
        EventField.QUANTITY,
        hints(
            "((order|item|product|sold|sales|purchase|order_item|line)_)?(quantity|qty|units|menge|stueck|stuck|stueckzahl|stuckzahl|quantite|qte|cantidad|quantita|quantidade|pieces|unit)(_(sold|ordered|purchased))?",
            0.95,
            "anzahl(_.*)?|nombre_articles|unidades|(number|no|nr|num|count)_(of_)?(items|units|products|cds|pieces|articles|tickets|nights)|(item|items|product|products)_(count|bought|purchased)|order_item_quantity",
            0.9,
            "(number|no|nr|num|count|anzahl|cantidad|nombre)_.*|.*_(count|qty)",
            0.5));
    fields.put(
        EventField.UNIT_PRICE,
        hints(
            "(unit|item|product|list|sale|sales|selling|retail|price_per|piece|each|base|net|gross)_?price(_.*)?|price_per_(unit|item)|price_each|unit_?cost_price",
            0.95,
            "price|preis|prix|precio|prezzo|preco|rate",
            0.85,
            "(einzel|stueck|stuck|artikel|verkaufs)_?preis|prix_(unitaire|unite|de_vente)|precio_(unitario|unidad|de_venta|venta)|prezzo_unitario|preco_unitario",
            0.95,
            "price_(usd|eur|gbp|chf|inr)",
            0.8));
    String money =
        "(_(usd|eur|gbp|chf|inr|euro|dollars|cents|net|gross|netto|brutto|paid|spent|in_.*))?";
    fields.put(
        EventField.AMOUNT,
        hints(
            "((order|sales|sale|total|purchase|transaction|trans|tran|line|invoice|net|gross|payment|paid|basket|booking|item|final|grand|extended|purchase_total|tx|txn)_)?(amount|amt|revenue|spend|spent|sales|turnover|gmv)"
                + money,
            0.95,
            "(order|invoice|line|basket|cart|item|grand|sub|purchase|bill|transaction|sale|sales|payment|dollar|monetary|receipt|checkout)_?(total|value|amount|price|sum|revenue)"
                + money,
            0.92,
            "total(_(price|sales|value|cost|spend|due|charge|charges|sum|paid|amount_.*))?" + money,
            0.88,
            "betrag|umsatz|summe|gesamt(preis|betrag|summe|umsatz)?|rechnungs_?betrag|bestell_?wert|erloes|erlos|zahlbetrag|umsatz_.*|betrag_.*",
            0.95,
            "montant(_.*)?|chiffre_affaires|ca|total_ttc|total_ht|prix_total",
            0.95,
            "importe(_.*)?|monto(_.*)?|ventas?|valor(_(total|venta|da_compra))?|ingresos|precio_total|importo|totale|ricavo",
            0.93,
            "value|sales_value|revenue|charge|charged|fee|mrr|arr|premium|fare|paid|payment|deposit|stake|donation|contribution|monthly_charges?|wert",
            0.75,
            "(monetary|money|cash|dollars|euros|pounds)(_.*)?",
            0.75,
            ".*_(amount|revenue|total|betrag|amt|usd|eur|gbp)",
            0.6,
            ".*(balance|tax|ship|freight|tip|vat|profit|budget|limit|saldo|solde|fee_type|discount|coupon|disc).*",
            0.1));
    fields.put(
        EventField.CURRENCY,
        hints(
            "((order|transaction|payment|price)_)?(currency|waehrung|wahrung|devise|moneda|valuta|moeda)(_(code|iso))?",
            0.95));
    fields.put(
        EventField.DISCOUNT,
        hints(
            "(total_|order_|retail_|line_)?(discount|disc|rabatt|remise|descuento|sconto|desconto|nachlass)(_(amount|value|betrag|amt))?",
            0.85));
    fields.put(
        EventField.COST,
        hints(
            "((total|unit|product|item|line)_)?(cost|cogs|kosten|einstand|cout|coste|costo|custo)(_(of_goods|amount|total))?",
            0.7));
    fields.put(
        EventField.CHANNEL,
        hints(
            "((sales|order|purchase|marketing|booking|vertriebs|verkaufs)_?)?(channel|kanal|canal|canale)(_(de_vente|de_venta|name|type))?",
            0.95,
            "purchase_(method|mode)|order_(source|mode)|platform|plattform|medium",
            0.6));
    fields.put(
        EventField.SESSION_ID,
        hints(
            "(user_|web_|ga_)?(session|visit|sitzung|sesion)" + id,
            0.95,
            "session|user_session|sitzung",
            0.85));
    fields.put(
        EventField.TYPE,
        hints(
            "(event|action|activity|interaction|behaviou?r|ereignis|evenement|evento|aktion)_?(type|name|typ|kind|code)?",
            0.95,
            "type|typ|tipo|kind",
            0.5,
            "(transaction|trans|order|record|entry|line|vorgangs)_?(type|typ)",
            0.6));
    fields.put(
        EventField.EVENT_ID,
        hints("(event|message|msg|activity)_?(id|uuid|guid|key)|uuid|guid", 0.9));
    fields.put(
        EventField.CAMPAIGN_ID,
        hints(
            "(marketing_|email_|utm_)?(campaign|kampagne|campagne|campana|campagna)(_(id|name|code))?",
            0.9));
    fields.put(
        EventField.TEXT,
        hints(
            "((review|customer|user|ticket)_)?(text|comment|comments|review|feedback|message|body|content|kommentar|commentaire|avis|comentario|opinion|bewertungstext|nachricht|verbatim|complaint|resena)(_(text|body|message|content|comment_message))?",
            0.85,
            "review_comment_message",
            0.9));
    fields.put(
        EventField.SCORE,
        hints(
            "((review|customer|user|overall|product|satisfaction)_)?(score|rating|stars|nps|csat|bewertung|note|sterne|calificacion|puntuacion|etoiles|valoracion|voto)(_(score|value))?",
            0.9));
    return fields;
  }

  private static Map<String, List<Hint>> claims() {
    String whose =
        "((customer|cust|client|user|billing|bill_to|shipping|ship_to|contact|member|kunden|buyer|account_holder)_?)?";
    Map<String, List<Hint>> claims = new LinkedHashMap<>();
    claims.put(
        "email",
        hints(
            whose + "e_?mail(_?(address|adresse|id))?|mail|courriel|correo(_electronico)?", 0.95));
    claims.put(
        "first_name",
        hints(whose + "(first_?name|forename|given_?name|vorname|prenom|nombre|fname)", 0.9));
    claims.put(
        "last_name",
        hints(
            whose
                + "(last_?name|surname|family_?name|nachname|familienname|nom_de_famille|nom|apellidos?|lname|cognome|sobrenome)",
            0.9));
    claims.put(
        "name",
        hints(
            "(customer|cust|client|user|contact|member|kunden|buyer|full|account|cliente)_?name|name|nombre_completo|nom_complet|nom_client|kundenname",
            0.85));
    claims.put(
        "phone",
        hints(
            whose
                + "((tele)?phone|mobile|cell|handy|telefon(nummer)?|telefono|tel|mobil|movil|portable|msisdn)(_?(number|no|nr|nummer|num))?",
            0.9));
    claims.put(
        "street",
        hints(
            whose
                + "(street|address|addr|adresse|strasse|anschrift|rue|direccion|calle|via|indirizzo|endereco)(_?(1|line_?1|address|line))?",
            0.85));
    claims.put("street_2", hints(whose + "(street|address|addr|adresse)_?(line_?)?2", 0.85));
    claims.put(
        "house_number", hints("(street|house|haus)_?(number|no|nr|nummer)|hausnummer", 0.85));
    claims.put(
        "national_id",
        hints(
            "(ssn|soc_?sec(_?(id|no|number))?|social_security(_?(no|number))?|national_?(id|insurance)(_?(no|number))?|tax_?(id|no|number)|passport(_?(no|number))?|steuer_?(id|nummer)|dni|nif|cpf|nir)",
            0.9));
    claims.put("iban", hints("(customer_|account_)?iban|bank_?account(_?(no|number))?", 0.9));
    claims.put(
        "city",
        hints(
            whose + "(city|town|suburb|locality|ort|stadt|ville|ciudad|citta|cidade)(_name)?",
            0.85));
    claims.put(
        "postcode",
        hints(
            whose
                + "(zip|zip_?code|post_?code|postal_?code|plz|postleitzahl|code_postal|cp|codigo_postal|cap|cep|zip_code_prefix)",
            0.9));
    claims.put(
        "state",
        hints(
            whose + "(state|province|region|bundesland|kanton|departement|provincia|estado)", 0.7));
    claims.put(
        "country",
        hints(whose + "(country|land|pays|pais|paese|nation)(_?(code|name|iso))?", 0.85));
    claims.put(
        "birth_date",
        hints(
            "(date_of_birth|dob|birth_?(date|day)|geburts_?(datum|tag)|date_(de_)?naissance|fecha_(de_)?nacimiento|data_(di_)?nascita)",
            0.95));
    claims.put(
        "gender", hints(whose + "(gender|sex|geschlecht|sexe|genero|sexo|genere|anrede)", 0.85));
    claims.put(
        "company",
        hints("(company|firma|unternehmen|societe|entreprise|empresa|azienda)(_?name)?", 0.7));
    claims.put("device_id", hints("(device|cookie|anonymous|browser)_?id", 0.8));
    return claims;
  }
}
