// SPDX-License-Identifier: Apache-2.0

/** Which model to trust for which cohort, by what each would have forecast at earlier times. */
@NullMarked
package io.perennial.value.choose;

import org.jspecify.annotations.NullMarked;
