// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which column of a table of sales says what, by its name. */
final class PriceColumns {

  /** What a column can say; the patterns in order of how telling a name is. */
  enum Role {
    PRODUCT(
        "product_?id|prod_?id|sku(_?id|_?code|_?number)?|item_?(id|code|number|nbr)|stock_?code"
            + "|article(_?id|_?number)?|upc|ean|asin|product_?(code|number|key)"
            + "|(artikel|produkt)_?(nr|nummer|id)",
        "product|item|prod|style|material|dish|menu_?item|artikel|produkt",
        "(product|item|sku)_?(name|title|desc|description)|title|description|name|brand|marke",
        "type|variety|sorte"),
    TIME(
        "(order|invoice|transaction|sale|sales|purchase|week|period|report|calendar)?_?(date|datetime"
            + "|timestamp|day)(_?time)?|date_?(sold|id|key)|ds|month_?year|year_?month|year_?week"
            + "|week_?(start|end|ending|of|start_?date|end_?date)|(order|invoice|transaction)_?time",
        "datum|woche|kw|monat|tag|week(_?(no|num|nr|number|id))?|wk|period|time|timestamp|month(_?(no|num|number))?|day"),
    UNITS(
        "qty|quantity|units|units_?sold|unit_?sales|sales_?units|qty_?sold|quantity_?sold|sold"
            + "|sold_?(qty|quantity|units)|sales_?(qty|quantity|volume)|(order|ordered|item|product)"
            + "_?(qty|quantity|units)|num_?sold|items_?sold|total_?(qty|quantity|units|volume)",
        "demand|sales_?count|volume|move|movement|num_?orders|orders|pieces|count|absatz|menge"
            + "|anzahl|stück|stueck",
        "sales",
        "(log|ln)_?(move|movement|units|sales|quantity|qty|volume|demand)"),
    PRICE(
        "unit_?price|price_?(per_?)?unit|selling_?price|sell_?price|sale_?price|sales_?price"
            + "|(avg|average|mean)_?(unit_?|selling_?)?price|net_?price|actual_?price|our_?price"
            + "|checkout_?price|price_?paid|item_?price|product_?price",
        "price|preis|(verkaufs|stück|stueck|einzel)preis|current_?price|retail_?price|unit_?cost_?to_?customer",
        "prices?_?(usd|eur|gbp|euro|dollar)",
        "(log|ln)_?price"),
    REVENUE(
        "revenue|total_?(price|amount|sales|revenue|value)|sales_?(value|amount|revenue|dollars)"
            + "|amount|turnover|gross_?(sales|revenue)|net_?(sales|revenue)|line_?total|spend|umsatz|erlös|erloes"),
    LIST(
        "list_?price|regular_?price|base_?price|original_?price|full_?price|msrp|rrp|mrp"
            + "|price_?before_?discount"),
    COST(
        "(unit_?|product_?|item_?)?cost|cost_?(price|per_?unit)|cogs|purchase_?price"
            + "|wholesale_?price|buying_?price"),
    COMPETITOR(
        "(comp|competitor|competition|competitors|rival)s?(_?(avg|average|mean|min))?_?[0-9]{0,2}"
            + "(_?(price|pricing|prices))?(_?[0-9]{1,2})?|price_?of_?(comp|competitor)s?[0-9]*"),
    PROMOTION(
        "promo|promotion|promoted|holiday_?promotion|promo(tion)?_?[0-9]|(is|on|in|has)_?(promo|promotion)|promo(tion)?_?flag|featured?"
            + "|(emailer_for_promotion)|promotion_?(active|day|week)|special_?offer|campaign",
        "display|mailer|feat|aktion|angebot|werbung|tpr(_?only)?|on_?sale|discounted"),
    CATEGORY(
        "(product|item)_?category(_?name|_?id)?|category(_?name|_?id)?|cat",
        "department|product_?(group|type|family|class)|family|class|sub_?category|commodity|kategorie|warengruppe"),
    SEGMENT("segment|(customer|market|store)_?segment"),
    STORE(
        "(store|shop|outlet|branch|warehouse|location|retailer|filiale|markt|cent(er|re))(_?(id|nbr|num|number|nr|name|code))?"
            + "|region(_?name)?|city|market"),
    CALENDAR(
        "(is_?|n_?|num_?|nr_?)?(public_?|school_?)?(holiday|holidays|weekend|weekends|weekday|weekdays"
            + "|working_?days|business_?days|trading_?days)(_?(count|flag|days))?"
            + "|freight(_?(price|value|cost))?|shipping(_?(price|cost|fee))?");

    /** With line feeds between; the likeliest first. */
    private final String names;

    Role(String... names) {
      this.names = String.join("\n", names);
    }

    private List<Pattern> patterns() {
      return names.lines().map(Pattern::compile).toList();
    }
  }

  private PriceColumns() {}

  /** The columns whose names say {@code role}, the likeliest first. */
  static List<String> of(List<String> headers, Role role) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : role.patterns()) {
      headers.stream()
          .filter(header -> pattern.matcher(plain(header)).matches())
          .filter(header -> !found.contains(header))
          .forEach(found::add);
    }
    return found;
  }

  /** The likeliest. */
  static Optional<String> likeliest(List<String> headers, Role role) {
    return of(headers, role).stream().findFirst();
  }

  /** In small letters, words joined by _. */
  static String plain(String header) {
    return header
        .replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1_$2")
        .replaceAll("[^\\p{L}0-9]+", "_")
        .replaceAll("^_+|_+$", "")
        .toLowerCase(Locale.ROOT);
  }
}
