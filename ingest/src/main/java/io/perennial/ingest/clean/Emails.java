// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses: one form, validity, and those that are nobody's own. */
public final class Emails {

  private static final Pattern NAMED = Pattern.compile("^[^<>]*<([^<>]+)>[\\s,;.]*$");
  private static final Pattern AROUND = Pattern.compile("^[\\s'\"<,;:.]+|[\\s'\">,;:.]+$");
  private static final Pattern LOCAL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:[.][\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})");

  private static final int MOST_LOCAL_BYTES = 64;
  private static final int MOST_CHARACTERS = 254;

  /** RFC 2142, and what shops use beside it. */
  private static final Set<String> ROLES =
      Set.of(
          "abuse",
          "accounting",
          "accounts",
          "admin",
          "administrator",
          "billing",
          "bounce",
          "bounces",
          "buchhaltung",
          "contact",
          "contacto",
          "customerservice",
          "donotreply",
          "do-not-reply",
          "enquiries",
          "facturation",
          "feedback",
          "ftp",
          "hello",
          "help",
          "helpdesk",
          "hostmaster",
          "info",
          "invoices",
          "jobs",
          "kontakt",
          "legal",
          "mail",
          "mailer-daemon",
          "marketing",
          "news",
          "newsletter",
          "no-reply",
          "no_reply",
          "no.reply",
          "noc",
          "noreply",
          "notifications",
          "office",
          "orders",
          "post",
          "postmaster",
          "privacy",
          "reception",
          "root",
          "sales",
          "security",
          "service",
          "shop",
          "support",
          "team",
          "unsubscribe",
          "usenet",
          "uucp",
          "vertrieb",
          "webmaster",
          "www");

  /** What people type who have to type something. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "test",
          "test1",
          "test2",
          "test123",
          "tester",
          "testing",
          "testuser",
          "asdf",
          "asdfg",
          "asdfgh",
          "asd",
          "qwe",
          "qwer",
          "qwert",
          "qwerty",
          "qwertz",
          "abc",
          "xyz",
          "xxx",
          "xx",
          "x",
          "none",
          "na",
          "n.a",
          "noemail",
          "no-email",
          "no_email",
          "no.email",
          "nomail",
          "no-mail",
          "unknown",
          "null",
          "nobody",
          "dummy",
          "fake",
          "sample",
          "placeholder",
          "anonymous",
          "invalid",
          "email",
          "someone",
          "user",
          "name",
          "foo",
          "bar",
          "example");

  /** Names of providers with two letters the wrong way round, one too few or too many. */
  private static final Map<String, String> SLIPS = new HashMap<>();

  static {
    slips("gmail.com", "gmial.com", "gmal.com", "gamil.com", "gmai.com", "gmaill.com", "gnail.com");
    slips("gmail.com", "gmail.con", "gmail.cmo", "gmail.co", "gmail.cm", "gmail.comm", "gmaul.com");
    slips("hotmail.com", "hotmial.com", "hotmal.com", "hotmai.com", "hotmil.com", "hotmaill.com");
    slips("hotmail.com", "hotmail.con", "hotmail.cmo", "hotnail.com", "homtail.com");
    slips("outlook.com", "outlok.com", "outloo.com", "outlook.con", "outlool.com", "oulook.com");
    slips("outlook.com", "outllok.com", "outlookk.com");
    slips("yahoo.com", "yaho.com", "yahooo.com", "yhaoo.com", "yahoo.con", "yahho.com", "yaoo.com");
    slips("icloud.com", "iclod.com", "icould.com", "icluod.com", "icloud.con");
    slips("googlemail.com", "goglemail.com", "googlemial.com", "googlemail.con");
    slips("gmx.de", "gmxx.de", "gnx.de");
    slips("web.de", "wbe.de", "webb.de");
    slips("t-online.de", "t-onlie.de", "tonline.de", "t-onlin.de");
  }

  private Emails() {}

  /**
   * The address with a provider's name put right: two dots in a row, a comma for a dot, or a slip
   * by which only a provider can be meant that has more customers than all whose name is so alike.
   */
  static String withoutSlips(String said) {
    int at = said.lastIndexOf('@');
    if (at < 1) {
      return said;
    }
    String domain = said.substring(at + 1).toLowerCase(Locale.ROOT).strip();
    domain = domain.replace(',', '.').replaceAll("[.]{2,}", ".");
    domain = SLIPS.getOrDefault(domain, domain);
    String mended = said.substring(0, at + 1) + domain;
    return !mended.equalsIgnoreCase(said) && isValid(mended) ? mended : said;
  }

  private static void slips(String right, String... wrong) {
    for (String domain : wrong) {
      SLIPS.put(domain, right);
    }
  }

  /**
   * The address alone, in lower case, its domain as it travels (RFC 5891), without {@code mailto:},
   * a name before it, blanks, and signs around; what is no address then stays as it is.
   *
   * <p>The part before the @ is put in lower case as well: by RFC 5321 its case could mean
   * something, and no provider lets it. Dots and {@code +} stay: whether they mean anything differs
   * by provider, and is for the comparison of records to say.
   */
  static String form(String said) {
    String address = Normalizer.normalize(said, Normalizer.Form.NFKC).strip();
    Matcher named = NAMED.matcher(address);
    if (named.matches()) {
      address = named.group(1).strip();
    }
    if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
      int query = address.indexOf('?');
      address = address.substring(7, query < 0 ? address.length() : query);
    }
    address = AROUND.matcher(address).replaceAll("");
    StringBuilder dense = new StringBuilder(address.length());
    address.codePoints().filter(point -> !Texts.isBlank(point)).forEach(dense::appendCodePoint);
    return canonical(dense.toString().toLowerCase(Locale.ROOT)).orElse(said);
  }

  /** The address with its domain in ASCII; empty when it is none. */
  private static Optional<String> canonical(String address) {
    int at = address.indexOf('@');
    if (at < 1 || at != address.lastIndexOf('@')) {
      return Optional.empty();
    }
    String local = Normalizer.normalize(address.substring(0, at), Normalizer.Form.NFC);
    String domain;
    try {
      domain = IDN.toASCII(address.substring(at + 1)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String canonical = local + '@' + domain;
    boolean valid =
        canonical.length() <= MOST_CHARACTERS
            && local.getBytes(StandardCharsets.UTF_8).length <= MOST_LOCAL_BYTES
            && LOCAL.matcher(local).matches()
            && DOMAIN.matcher(domain).matches();
    return valid ? Optional.of(canonical) : Optional.empty();
  }

  /**
   * Whether it is an address: one @, before it a dot-atom of RFC 5322 or RFC 6532 of at most 64
   * bytes, behind it a name of RFC 1123 with a top domain, 254 characters in all (RFC 5321). Quoted
   * local parts and addresses of numbers are not: nobody has them.
   */
  public static boolean isValid(String address) {
    return canonical(address.toLowerCase(Locale.ROOT)).isPresent();
  }

  /** Whether it is of an office or a machine. Source: RFC 2142. */
  public static boolean isRole(String address) {
    String local = local(address);
    return ROLES.contains(local) || local.startsWith("noreply") || local.startsWith("no-reply");
  }

  /**
   * Whether somebody filled a field with it: a word such as {@code test}, or one or two letters
   * again and again, as in {@code a@a.de}, {@code aaa@aaa.com}.
   */
  public static boolean isPlaceholder(String address) {
    String local = local(address);
    if (PLACEHOLDERS.contains(local)) {
      return true;
    }
    int at = address.indexOf('@');
    int dot = address.indexOf('.', Math.max(at, 0));
    boolean single = local.chars().distinct().count() == 1;
    return single && dot > at && address.substring(at + 1, dot).chars().distinct().count() == 1;
  }

  private static String local(String address) {
    int at = address.indexOf('@');
    String local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
    int plus = local.indexOf('+');
    return plus > 0 ? local.substring(0, plus) : local;
  }
}
