// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.text.Language;
import io.perennial.text.clean.PlainText;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

  private static final LanguageDetector DETECTOR = LanguageDetector.standard();

  private static String code(String raw) {
    return DETECTOR.detect(PlainText.of(raw)).language().code();
  }

  @Nested
  class Short_texts_of_customers {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            en | The parcel never arrived and nobody answers.
            en | Great service, thank you so much!
            en | Where is my refund?
            de | Das Paket ist nie angekommen und niemand antwortet.
            de | Sehr guter Service, vielen Dank!
            de | Wo bleibt meine Rückerstattung?
            fr | Le colis n'est jamais arrivé et personne ne répond.
            fr | Très bon service, merci beaucoup !
            fr | Je voudrais annuler ma commande
            es | El paquete nunca llegó y nadie contesta.
            es | Muy buen servicio, muchas gracias
            es | ¿Dónde está mi reembolso?
            it | Il pacco non è mai arrivato e nessuno risponde.
            it | Ottimo servizio, grazie mille!
            pt | A encomenda nunca chegou e ninguém responde.
            pt | Muito bom atendimento, obrigado!
            nl | Het pakket is nooit aangekomen en niemand antwoordt.
            nl | Heel goede service, hartelijk dank!
            sv | Paketet kom aldrig fram och ingen svarar.
            da | Pakken er aldrig kommet frem, og ingen svarer.
            no | Jeg har ikke fått pakken min ennå.
            fi | Paketti ei koskaan saapunut eikä kukaan vastaa.
            pl | Paczka nigdy nie dotarła i nikt nie odpowiada.
            cs | Balík nikdy nedorazil a nikdo neodpovídá.
            hu | A csomag soha nem érkezett meg, és senki sem válaszol.
            ro | Coletul nu a ajuns niciodată și nimeni nu răspunde.
            tr | Paket hiç gelmedi ve kimse cevap vermiyor.
            hr | Paket nikad nije stigao i nitko ne odgovara.
            id | Paketnya tidak pernah sampai dan tidak ada yang menjawab.
            vi | Gói hàng không bao giờ đến và không ai trả lời.
            ru | Посылка так и не пришла, и никто не отвечает.
            uk | Посилка так і не прийшла, і ніхто не відповідає.
            bg | Пратката така и не пристигна и никой не отговаря.
            ar | لم يصل الطرد أبدا ولا أحد يجيب
            fa | بسته هرگز نرسید و هیچ‌کس پاسخ نمی‌دهد
            el | Το δέμα δεν έφτασε ποτέ και κανείς δεν απαντά.
            he | החבילה מעולם לא הגיעה ואף אחד לא עונה
            hi | पार्सल कभी नहीं आया और कोई जवाब नहीं देता।
            th | พัสดุไม่เคยมาถึงและไม่มีใครตอบ
            ja | 荷物が届きません。誰も返事をくれません。
            zh | 包裹一直没有到，也没有人回复。
            ko | 소포가 도착하지 않았고 아무도 답하지 않아요.
            """)
    void are_told(String language, String text) {
      assertThat(code(text)).as(text).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<p>Das Paket ist <b>nicht</b> angekommen</p>",
          "DAS PAKET IST NICHT DA!!! 😡😡"
        })
    void markup_capitals_and_emoji_do_not_matter(String text) {
      assertThat(code(text)).isEqualTo("de");
    }

    @Test
    void a_brand_in_another_script_does_not_decide() {
      assertThat(code("我的 iPhone 坏了")).isEqualTo("zh");
      assertThat(code("Мой iPhone сломался")).isEqualTo("ru");
    }
  }

  @Nested
  class Where_nothing_tells {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12345", "+49 30 1234567", "😀😀", "!!!", "€ 12.50"})
    void the_language_is_unknown(String text) {
      assertThat(DETECTOR.detect(text)).isEqualTo(LanguageGuess.NONE);
      assertThat(code(text)).isEqualTo(Language.UNKNOWN.code());
    }

    @Test
    void a_text_of_a_megabyte_is_told_by_its_beginning() {
      assertThat(code("Das Paket ist nicht angekommen. ".repeat(30_000))).isEqualTo("de");
    }
  }
}
