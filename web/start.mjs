// What the page says while the playground loads, and when it cannot start. Everything after that
// is said by the playground itself.

export default function start() {
  const say = (words) => {
    const place = document.getElementById("starting");
    if (place) place.textContent = words;
  };
  return {
    onStart: () => {},
    onProgress: ({ current, total }) => {
      if (total) say(`GrantScope is starting… ${Math.round((100 * current) / total)} %`);
    },
    onComplete: () => {},
    onSuccess: () => {},
    onFailure: (reason) => {
      say(`The playground could not start: ${reason || 'its program could not be fetched'}. Reload to try again; it needs a browser with WebAssembly.`);
    },
  };
}
