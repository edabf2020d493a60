// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What attributes are called, in several languages. */
final class AttributeNames {

  /** Names without marks: given_name, givenName and Given Name are givenname. */
  private static final Map<String, AttributeKind> KINDS = kinds();

  /** Whose attribute it is, which says nothing of the attribute. */
  private static final Set<String> OWNERS =
      Set.of(
          "customer",
          "client",
          "user",
          "person",
          "contact",
          "billing",
          "shipping",
          "delivery",
          "home",
          "primary",
          "main",
          "mailing",
          "residential",
          "buyer",
          "member",
          "employee",
          "patient",
          "voter",
          "account",
          "source",
          "src",
          "left",
          "right",
          "l",
          "r",
          "raw",
          "clean",
          "legal",
          "current",
          "work",
          "private",
          "kunde",
          "kunden",
          "product",
          "item",
          "business",
          "postal",
          "physical",
          "store",
          "the");

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "key",
          "idx",
          "index",
          "rowid",
          "rownum",
          "recid",
          "recordid",
          "uniqueid",
          "uid",
          "uuid",
          "guid",
          "pk",
          "rid",
          "recordkey",
          "sourcekey",
          "sourceid",
          "ltableid",
          "rtableid",
          "idacm",
          "iddblp",
          "subjectid");

  private static final Set<String> IDENTIFIERS = Set.of("id", "token", "uuid");

  private static final Set<String> ROW_TIMES =
      Set.of(
          "createdat",
          "created",
          "createdon",
          "createddate",
          "creationdate",
          "updatedat",
          "updated",
          "updatedon",
          "modifiedat",
          "modified",
          "lastmodified",
          "lastupdated",
          "lastupdate",
          "insertedat",
          "loadedat",
          "timestamp",
          "ingestedat",
          "extractedat",
          "asof");

  private static final Set<String> THINGS =
      Set.of(
          "price",
          "manufacturer",
          "brand",
          "model",
          "modelno",
          "modelnumber",
          "sku",
          "isbn",
          "ean",
          "upc",
          "gtin",
          "mpn",
          "listprice",
          "producttitle",
          "productname",
          "artist",
          "album",
          "track",
          "song");

  private static final Set<String> PERSONS =
      Set.of(
          "gender",
          "sex",
          "age",
          "ssn",
          "maritalstatus",
          "salutation",
          "yearofbirth",
          "surname",
          "lastname",
          "familyname");

  private static final Set<String> LATITUDES = Set.of("latitude", "lat", "breitengrad");

  private static final Set<String> LONGITUDES =
      Set.of("longitude", "lon", "lng", "long", "langengrad", "laengengrad");

  private static final Set<String> ADDRESS_WORDS =
      Set.of(
          "house",
          "street",
          "address",
          "addr",
          "unit",
          "flat",
          "apartment",
          "apt",
          "state",
          "county",
          "country",
          "region",
          "province",
          "suburb",
          "city",
          "town",
          "postcode",
          "zip",
          "hausnummer",
          "strasse",
          "plz",
          "ort",
          "land",
          "district",
          "hausnr",
          "stnum");

  private AttributeNames() {}

  private static Map<String, AttributeKind> kinds() {
    Map<String, AttributeKind> kinds = new HashMap<>();
    for (List<String> line : WordLists.lines("attribute_names.txt")) {
      AttributeKind kind =
          AttributeKind.valueOf(line.get(0).toUpperCase(Locale.ROOT) + rest(line.get(0), line));
      int from = kind.name().indexOf('_') > 0 ? 2 : 1;
      for (String name : line.subList(from, line.size())) {
        kinds.put(name, kind);
      }
    }
    return Map.copyOf(kinds);
  }

  /** The second word of a kind of two. */
  private static String rest(String first, List<String> line) {
    return Set.of("given", "family", "full", "birth").contains(first)
        ? "_" + line.get(1).toUpperCase(Locale.ROOT)
        : "";
  }

  /** What an attribute of this name says, where the name is known. */
  static Optional<AttributeKind> kind(String name) {
    List<String> words = words(name);
    boolean ofIdentifier = words.size() > 1 && IDENTIFIERS.contains(words.get(words.size() - 1));
    while (true) {
      AttributeKind kind = KINDS.get(String.join("", words));
      if (kind != null) {
        return Optional.of(kind);
      }
      if (ofIdentifier) {
        return Optional.of(AttributeKind.IDENTIFIER);
      }
      if (words.size() < 2) {
        return Optional.empty();
      }
      if (isNumber(words.get(words.size() - 1)) || words.get(words.size() - 1).equals("line")) {
        words.remove(words.size() - 1);
      } else if (OWNERS.contains(words.get(0))) {
        words.remove(0);
      } else {
        return lastWord(words);
      }
    }
  }

  /** Of names such as {@code registered_street} or {@code telephone_mobile} one word is known. */
  private static Optional<AttributeKind> lastWord(List<String> words) {
    AttributeKind last = KINDS.get(words.get(words.size() - 1));
    AttributeKind known = last != null ? last : KINDS.get(words.get(0));
    return Optional.ofNullable(known);
  }

  /** Whether it is the key of a source's rows. */
  static boolean isKey(String name) {
    return KEYS.contains(String.join("", words(name)));
  }

  /** Whether it says when a source wrote the row, which differs for the same customer. */
  static boolean isTimeOfRow(String name) {
    return ROW_TIMES.contains(String.join("", words(name)));
  }

  /** Whether it is only called a name, of whatever. */
  static boolean isPlainName(String name) {
    List<String> words = words(name);
    words.removeIf(word -> OWNERS.contains(word) || isNumber(word));
    return words.equals(List.of("name")) || words.equals(List.of("names"));
  }

  /** Whether only persons have it. */
  static boolean isOfPerson(String name) {
    String joined = String.join("", words(name));
    AttributeKind kind = KINDS.get(joined);
    return PERSONS.contains(joined)
        || kind == AttributeKind.GIVEN_NAME
        || (kind == AttributeKind.BIRTH_DATE && joined.matches("dob|.*birth.*|geburts.*"));
  }

  /** Whether only things have it. */
  static boolean isOfThing(String name) {
    return THINGS.contains(String.join("", words(name)));
  }

  /** Whose latitude an attribute is, where it is one: nothing, {@code home}, … */
  static Optional<String> latitudeOf(String name) {
    return whose(name, LATITUDES);
  }

  /** Whose longitude an attribute is, where it is one. */
  static Optional<String> longitudeOf(String name) {
    return whose(name, LONGITUDES);
  }

  private static Optional<String> whose(String name, Set<String> words) {
    List<String> others = words(name);
    int all = others.size();
    others.removeIf(words::contains);
    return others.size() == all - 1 ? Optional.of(String.join(" ", others)) : Optional.empty();
  }

  /** Whether it is a part of an address. */
  static boolean isOfAddress(String name) {
    return words(name).stream().anyMatch(ADDRESS_WORDS::contains);
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  /** Small words, split at marks, at capitals and before digits. */
  private static List<String> words(String name) {
    String spaced =
        name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").replaceAll("(\\p{L})(\\d)", "$1 $2");
    return new ArrayList<>(List.of(Folding.words(Folding.fold(spaced)).split(" ", -1)));
  }
}
