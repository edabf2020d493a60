// SPDX-License-Identifier: Apache-2.0
/** The work behind commands: exporting, erasing, keeping the lake tidy, judging its health. */
@NullMarked
package io.perennial.app.work;

import org.jspecify.annotations.NullMarked;
