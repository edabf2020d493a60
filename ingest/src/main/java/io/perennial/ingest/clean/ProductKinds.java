// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells products from what shops book as if it were one: postage and fees, corrections, tests. By
 * the code where it speaks for itself; by the description where it says nothing else, in all rows
 * that were looked at. A code of one or two letters says nothing alone: one shop's {@code M} is a
 * correction by hand, another's a size.
 *
 * <p>Gift vouchers, donations and deposits are products: somebody bought them.
 */
public final class ProductKinds implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern DESCRIPTION =
      Pattern.compile("\"([^\"]{0,60})\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){0,200})\"");
  private static final Pattern DESCRIBES =
      Pattern.compile("(?i).*(?:desc|title|name|item|product|artikel|bezeichnung|libelle).*");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Set<String> CHARGE_CODES =
      Set.of(
          "POST",
          "POSTAGE",
          "DOT",
          "SHIPPING",
          "SHIPPING FEE",
          "SHIP",
          "FREIGHT",
          "DELIVERY",
          "CARRIAGE",
          "HANDLING",
          "SURCHARGE",
          "BANK CHARGES",
          "AMAZONFEE",
          "AMAZON FEE",
          "FEE",
          "FEES",
          "COMMISSION",
          "CRUK",
          "VERSAND",
          "VERSANDKOSTEN",
          "PORTO",
          "FRAIS DE PORT",
          "TAX",
          "VAT",
          "TIP");
  private static final Set<String> CHARGE_WORDS =
      Set.of(
          "postage",
          "dotcom postage",
          "post",
          "carriage",
          "shipping",
          "shipping fee",
          "shipping cost",
          "shipping costs",
          "shipping charge",
          "delivery",
          "delivery fee",
          "delivery charge",
          "freight",
          "handling",
          "handling fee",
          "bank charges",
          "bank charge",
          "amazon fee",
          "transaction fee",
          "payment fee",
          "service fee",
          "surcharge",
          "commission",
          "cruk commission",
          "versand",
          "versandkosten",
          "porto",
          "liefergebuhr",
          "frais de port",
          "livraison",
          "gastos de envio",
          "spese di spedizione",
          "verzendkosten",
          "sales tax",
          "vat");
  private static final Set<String> ADJUSTMENT_CODES =
      Set.of(
          "MANUAL",
          "DISCOUNT",
          "BAD DEBT",
          "WRITEOFF",
          "WRITE OFF",
          "CORRECTION",
          "RABATT",
          "GUTSCHRIFT",
          "SAMPLES",
          "SAMPLE",
          "CREDIT NOTE");
  private static final Set<String> ADJUSTMENT_WORDS =
      Set.of(
          "manual",
          "discount",
          "adjust bad debt",
          "bad debt",
          "write off",
          "samples",
          "sample",
          "credit note",
          "rounding",
          "correction",
          "korrektur",
          "rabatt",
          "gutschrift",
          "remise",
          "avoir");
  private static final Pattern ADJUSTS =
      Pattern.compile("^(?:adjust|adjustment|manual adjustment|stock adjustment)\\b.*");
  private static final Pattern TESTS =
      Pattern.compile(
          "^(?:test|dummy)(?: (?:product|item|order|article|artikel|produkt|sku))?(?: \\d+)?$"
              + "|.*\\bthis is a test\\b.*");
  private static final Pattern TEST_CODE =
      Pattern.compile("^(?:TEST|DUMMY)[-_ ]?(?:\\d.*|PRODUCT|ITEM|SKU)?$");

  private final CleanConfig.Codes codes;

  /**
   * @param codes those of the configuration
   */
  public ProductKinds(CleanConfig.Codes codes) {
    this.codes = codes;
  }

  /**
   * What a product is, when it is none: {@link CleanRule#TEST}, {@link CleanRule#CHARGE} or {@link
   * CleanRule#ADJUSTMENT}.
   *
   * @param code its number in the source
   * @param said what rows say of it: JSON objects whose texts may describe it, or a category
   */
  public Optional<CleanRule> of(String code, List<String> said) {
    return byCode(code).or(() -> isProduct(code) ? Optional.empty() : byDescription(said));
  }

  /** What it is by its code alone. */
  public Optional<CleanRule> byCode(String code) {
    String word = word(code);
    if (isProduct(code)) {
      return Optional.empty();
    }
    if (isOneOf(word, codes.test()) || TEST_CODE.matcher(word).matches()) {
      return Optional.of(CleanRule.TEST);
    }
    if (isOneOf(word, codes.charge()) || CHARGE_CODES.contains(word)) {
      return Optional.of(CleanRule.CHARGE);
    }
    if (isOneOf(word, codes.adjustment())
        || ADJUSTMENT_CODES.contains(word)
        || word.matches("ADJUST(?:MENT)?[-_ ]?\\d*")) {
      return Optional.of(CleanRule.ADJUSTMENT);
    }
    return Optional.empty();
  }

  private boolean isProduct(String code) {
    return isOneOf(word(code), codes.product());
  }

  private static String word(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  /** What it is by what is said of it, where all of that says the same. */
  public Optional<CleanRule> byDescription(List<String> said) {
    Optional<CleanRule> kind = Optional.empty();
    for (String each : said) {
      Optional<CleanRule> by = byDescriptions(each);
      if (by.isEmpty() || (kind.isPresent() && !kind.equals(by))) {
        return Optional.empty();
      }
      kind = by;
    }
    return kind;
  }

  private static Optional<CleanRule> byDescriptions(String said) {
    for (String description : descriptions(said)) {
      String words = folded(description);
      if (TESTS.matcher(words).matches()) {
        return Optional.of(CleanRule.TEST);
      }
      if (CHARGE_WORDS.contains(words)) {
        return Optional.of(CleanRule.CHARGE);
      }
      if (ADJUSTMENT_WORDS.contains(words) || ADJUSTS.matcher(words).matches()) {
        return Optional.of(CleanRule.ADJUSTMENT);
      }
    }
    return Optional.empty();
  }

  private static List<String> descriptions(String said) {
    List<String> found = new ArrayList<>();
    Matcher pairs = DESCRIPTION.matcher(said);
    while (pairs.find()) {
      if (DESCRIBES.matcher(pairs.group(1)).matches()) {
        found.add(pairs.group(2));
      }
    }
    return found;
  }

  private static String folded(String description) {
    String plain =
        java.text.Normalizer.normalize(description, java.text.Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    return SIGNS.matcher(plain).replaceAll(" ").strip();
  }

  private static boolean isOneOf(String word, List<String> patterns) {
    for (String pattern : patterns) {
      String upper = pattern.toUpperCase(Locale.ROOT);
      boolean open = upper.endsWith("*");
      if (open ? word.startsWith(upper.substring(0, upper.length() - 1)) : word.equals(upper)) {
        return true;
      }
    }
    return false;
  }
}
