// After a form that was refused, reading goes on at the summary of its errors.
document.querySelector("#form-errors")?.focus();
